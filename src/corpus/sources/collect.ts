import { shownUrl } from '../fetch/error.js';
import type { Opening } from '../fetch/guard.js';
import type { Reason } from '../reasons.js';
import { atMost } from './at-most.js';
import { deleteArticles, sweep } from './fetched.js';
import { addUrl, knownReasonOf, type PollParts, type PollResult, pollSource } from './poll.js';
import { openReading } from './reading.js';
import type { Source, SourceStore } from './store.js';

/** Sources that are asked at once. */
const AT_ONCE = 4;

/** What collecting works with. */
export interface Collecting {
  readonly sources: SourceStore;
  readonly dataFolder: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** In milliseconds since 1970. */
  readonly now?: () => number;
  /** See guard.ts: for tests alone. */
  readonly opening?: Opening;
}

/** Why nothing was had of a source, or why a part of it was not. */
export interface SourceRefusal {
  /** As `shownUrl` gives it. */
  readonly source: string;
  readonly reason: Reason;
}

/** What was collected. */
export interface Collected {
  /** Pages and feeds that were asked. */
  readonly asked: number;
  /** Articles that are new or changed since they were fetched last. */
  readonly articles: number;
  readonly refusals: readonly SourceRefusal[];
}

/**
 * Fetches the given pages and feeds and writes what is new or changed as files, which the next sync takes
 * in. Paths among them are passed over.
 *
 * @throws the signal's reason where that aborts
 */
export function collect(collecting: Collecting, sources: readonly Source[]): Promise<Collected> {
  const fetched = sources.filter(({ kind }) => kind !== 'path');
  return collectAll(
    collecting,
    fetched.map((source) => ({
      place: source.place,
      work: (parts) => pollSource(parts, source),
    })),
  );
}

/**
 * Adds URLs to the sources, or polls those that are there already. One that cannot be had is refused
 * and not added.
 *
 * @param urls - as `placeOf` gives them
 * @throws the signal's reason where that aborts
 */
export function addUrls(collecting: Collecting, urls: readonly string[]): Promise<Collected> {
  const works = urls.map((place) => ({
    place,
    work: async (parts: PollParts): Promise<PollResult> => {
      const known = collecting.sources.find(place);
      return known === null ? addUrl(parts, place) : pollSource(parts, known);
    },
  }));
  return collectAll(collecting, works);
}

/**
 * Removes a source and the files that it gave; the next sync takes its articles out of the index. The
 * files of a path stay where they are.
 */
export async function removeSource(
  { sources, dataFolder }: Pick<Collecting, 'sources' | 'dataFolder'>,
  { id, place }: Source,
): Promise<void> {
  // In this order: a folder without a source is swept away, should the process end in between.
  sources.remove(id);
  await deleteArticles(dataFolder, place);
}

interface Work {
  readonly place: string;
  readonly work: (parts: PollParts) => Promise<PollResult>;
}

async function collectAll(collecting: Collecting, works: readonly Work[]): Promise<Collected> {
  const { sources, dataFolder, signal = new AbortController().signal, opening } = collecting;
  const { now = Date.now, onProgress = () => {} } = collecting;
  await sweep(dataFolder, () => sources.list().map(({ place }) => place));
  const reading = openReading();
  const endReading = () => void reading.close();
  signal.addEventListener('abort', endReading, { once: true });
  const parts: PollParts = { sources, dataFolder, reading, signal, now, opening };
  const inTurn = atMost(AT_ONCE);
  let done = 0;
  const run = async ({ place, work }: Work) => {
    signal.throwIfAborted();
    const result = await work(parts).catch((error: unknown) => {
      signal.throwIfAborted();
      return { articles: 0, problems: [knownReasonOf(error)] };
    });
    done += 1;
    onProgress({ done, total: works.length });
    const source = shownUrl(place);
    const refusals = result.problems.map((reason) => ({ source, reason }));
    return { articles: result.articles, refusals };
  };
  try {
    const results = await Promise.allSettled(works.map((one) => inTurn(() => run(one))));
    const found = results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    return {
      asked: works.length,
      articles: found.reduce((sum, { articles }) => sum + articles, 0),
      refusals: found.flatMap(({ refusals }) => refusals),
    };
  } finally {
    signal.removeEventListener('abort', endReading);
    await reading.close();
  }
}
