import { MostanadError } from '../../errors.js';
import { FetchError } from '../fetch/error.js';
import { fetchPage, type Page } from '../fetch/fetch.js';
import type { Opening } from '../fetch/guard.js';
import { memoryOf, type PageMemory } from '../fetch/memory.js';
import { type PollOutcome, planPoll } from '../fetch/poll.js';
import { ReasonError, reasonOf } from '../reason-error.js';
import { type Reason, reasonFor } from '../reasons.js';
import { countArticles, deleteArticles, folderOf } from './fetched.js';
import { keepEntries } from './keep-entries.js';
import type { ReadPage } from './read-page.js';
import type { Reading } from './reading.js';
import type { Source, SourceStore } from './store.js';

/** How long the pages of one feed's entries may take in one poll; the rest of them come with the next. */
const ENTRY_PAGES_MS = 120_000;
/** So many times in a row a page may be gone before people are told that it will not come back. */
const TIMES_GONE = 3;

/** What a poll works with. */
export interface PollParts {
  readonly sources: SourceStore;
  readonly dataFolder: string;
  readonly reading: Reading;
  readonly signal: AbortSignal;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** See guard.ts: for tests alone. */
  readonly opening?: Opening | undefined;
}

/** What came of a poll. */
export interface PollResult {
  /** Articles that are new or changed. */
  readonly articles: number;
  /** Why nothing was had of the source, or why parts of it were not. */
  readonly problems: readonly Reason[];
}

/** A page that came, and what stands in it. */
interface Came {
  readonly page: Page;
  readonly read: ReadPage;
}

/**
 * Asks a source whether it has something new, writes that, and then keeps what to ask by next time: a
 * process that ends in between asks again for what it has.
 *
 * @throws the signal's reason where that aborts
 */
export async function pollSource(parts: PollParts, source: Source): Promise<PollResult> {
  const { dataFolder } = parts;
  try {
    // Without its articles, «not modified» would say nothing.
    const isThere = (await countArticles(dataFolder, source.place)) > 0;
    const came = await fetchAndRead(parts, source.place, isThere ? source.memory : null);
    if (came === null) {
      keep(parts, source, { kind: 'unchanged' }, source.memory);
      return { articles: 0, problems: [] };
    }
    if (came.read.kind !== source.kind) {
      throw new ReasonError(reasonFor(came.read.kind === 'page' ? 'now-page' : 'now-feed'));
    }
    return await takeIn(parts, source, came);
  } catch (error) {
    parts.signal.throwIfAborted();
    return failed(parts, source, error);
  }
}

/**
 * Adds a URL to the sources, of the kind that it turns out to be, and takes in what it has.
 *
 * @throws MostanadError `corpus` where it cannot be had: then it is not added; the signal's reason where
 *   that aborts
 */
export async function addUrl(parts: PollParts, url: string): Promise<PollResult> {
  const came = await fetchAndRead(parts, url, null);
  if (came === null) throw new ReasonError(reasonFor('nothing'));
  // Before its folder: one without a source is swept away.
  return takeIn(parts, parts.sources.add(url, came.read.kind), came);
}

async function fetchAndRead(
  { reading, signal, opening }: Pick<PollParts, 'reading' | 'signal' | 'opening'>,
  url: string,
  memory: PageMemory | null,
): Promise<Came | null> {
  const page = await fetchPage(url, {
    memory,
    signal,
    ...(opening === undefined ? {} : { opening }),
  });
  return page.kind === 'page' ? { page, read: await reading.read(page) } : null;
}

async function takeIn(parts: PollParts, source: Source, { page, read }: Came): Promise<PollResult> {
  const { dataFolder, sources, signal } = parts;
  const folder = folderOf(dataFolder, source.place);
  const budget = AbortSignal.any([signal, AbortSignal.timeout(ENTRY_PAGES_MS)]);
  const fetchArticle = async (url: string) => {
    const came = await fetchAndRead({ ...parts, signal: budget }, url, null);
    return came?.read.kind === 'page' ? came.read.article : null;
  };
  const entries =
    read.kind === 'feed' ? read.entries : [{ article: read.article, isSummary: false }];
  const { articles, whole, refused } = await keepEntries(folder, entries, fetchArticle, signal);
  const memory = whole ? memoryOf(page) : null;
  keep(parts, source, { kind: articles > 0 ? 'changed' : 'unchanged' }, memory);
  // Removed meanwhile, perhaps by another process.
  if (sources.find(source.place) === null) await deleteArticles(dataFolder, source.place);
  return { articles, problems: [...(read.kind === 'feed' ? read.bad : []), ...refused] };
}

function keep(
  { sources, now }: PollParts,
  { id, poll: before }: Source,
  outcome: PollOutcome,
  memory: PageMemory | null,
  { gone, problem }: Pick<Source, 'gone' | 'problem'> = { gone: 0, problem: null },
): void {
  const { record: poll, due } = planPoll(before, outcome, now(), Math.random());
  sources.keep(id, { due, poll, memory, gone, problem });
}

function failed(parts: PollParts, source: Source, error: unknown): PollResult {
  const reason = knownReasonOf(error);
  const { status = null, retryAfter = null } = error instanceof FetchError ? error : {};
  const gone = status === 404 || status === 410 ? source.gone + 1 : 0;
  const isGone = status !== null && gone >= TIMES_GONE;
  const problem = isGone ? reasonFor('gone', { status, times: gone }) : reason;
  keep(parts, source, { kind: 'failed', retryAfter }, source.memory, { gone, problem });
  return { articles: 0, problems: [problem] };
}

/** Why a source was not had; what is neither a refusal nor the system's word is a defect, and thrown. */
export function knownReasonOf(error: unknown): Reason {
  const isKnown = error instanceof MostanadError || (error instanceof Error && 'code' in error);
  if (!isKnown) throw error;
  return reasonOf(error);
}
