import { createHash } from 'node:crypto';
import type { Article } from '../article.js';
import type { ReadEntry } from '../feed-reader.js';
import { type Reason, reasonFor } from '../reasons.js';
import { atMost } from './at-most.js';
import { keepArticle, markOf, nameOf, namesIn, settle } from './fetched.js';
import { heldIn, pageTextIn } from './held.js';
import { contentOf, type PlacedEntry, placeEntries } from './same-entry.js';
import { withWholeText } from './whole-text.js';
import { deleteHalves } from './write-whole.js';

/** Entries of one feed that are dealt with at once: no server is asked for many pages together. */
const ENTRIES_AT_ONCE = 2;
/** Articles that one source may give: years of a busy feed, and an end where it makes them up. */
const MOST_HELD = 10_000;

/** What came of a source's entries. */
export interface KeptEntries {
  /** Those that were written: new or changed. */
  readonly articles: number;
  /** Whether all that is to be had of them was. */
  readonly whole: boolean;
  /** Why some were not taken. */
  readonly refused: readonly Reason[];
}

/**
 * Writes the entries of a source that are new or changed, each in its file.
 *
 * @param fetchArticle - the article of a page, for entries that are only a summary; null where there is none
 * @throws the signal's reason where that aborts
 */
export async function keepEntries(
  folder: string,
  entries: readonly ReadEntry[],
  fetchArticle: (url: string) => Promise<Article | null>,
  signal: AbortSignal,
): Promise<KeptEntries> {
  const inTurn = atMost(ENTRIES_AT_ONCE);
  await deleteHalves(folder);
  const { placed, full } = await placesIn(folder, entries);
  const keepOne = (entry: PlacedEntry) => keepEntry(folder, entry, fetchArticle, signal);
  const kept = await allOf(placed.map((entry) => inTurn(() => keepOne(entry))));
  await settle(folder);
  return {
    articles: kept.filter(({ written }) => written).length,
    whole: kept.every(({ whole }) => whole),
    refused: full,
  };
}

/** Whether an entry's file was written, and whether it is all that there is to be had of it. */
interface Kept {
  readonly written: boolean;
  readonly whole: boolean;
}

async function keepEntry(
  folder: string,
  { entry, name }: PlacedEntry,
  fetchArticle: (url: string) => Promise<Article | null>,
  signal: AbortSignal,
): Promise<Kept> {
  // Without its id, which some feeds change at every poll; earlier programs had it in the mark.
  const mark = digestOf({ ...entry, article: { ...entry.article, id: '' } });
  const before = await markOf(folder, name);
  if (before === mark || before === digestOf(entry)) return { written: false, whole: true };
  const { article, whole } = await withWholeText(entry, fetchArticle, () =>
    pageTextIn(folder, name, contentOf),
  );
  signal.throwIfAborted();
  if (article === null) return { written: false, whole };
  const content = contentOf(entry.article);
  const fetched = { name, article, content, mark: whole ? mark : null };
  const written = await keepArticle(folder, fetched);
  return { written, whole };
}

/** The entries with their files, of new ones no more than the source may still give, and what is said then. */
async function placesIn(
  folder: string,
  entries: readonly ReadEntry[],
): Promise<{ readonly placed: readonly PlacedEntry[]; readonly full: readonly Reason[] }> {
  const names = await namesIn(folder);
  const isKnown = entries.every(({ article }) => names.has(nameOf(article.id)));
  // What is held need not be looked at where every entry is known by its id.
  const held = isKnown
    ? [...names].map((name) => ({ name, link: null, content: '' }))
    : await heldIn(folder, contentOf);
  const all = placeEntries(entries, held);
  const fresh = all.filter(({ name }) => !names.has(name));
  const left = new Set(fresh.slice(Math.max(0, MOST_HELD - names.size)));
  const full = left.size === 0 ? [] : [reasonFor('feed-full', { count: names.size })];
  return { placed: all.filter((one) => !left.has(one)), full };
}

/** All results, when all works are done: none goes on behind the back of a failure. */
async function allOf<Result>(works: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

function digestOf(entry: ReadEntry): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 20);
}
