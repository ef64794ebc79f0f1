import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Refusal } from '../corpus/article.js';
import { createWatch } from '../corpus/watch.js';
import { encodeMissing, type SyncProgress } from './encode-missing.js';
import type { Engine } from './engine.js';
import { listFiles } from './list-files.js';
import { rootsOf, stampsOf, storeChanges } from './store-changes.js';
import { createTally } from './tally.js';
import { inSyncTurn } from './turn.js';

/** What a sync works on. */
export interface SyncTarget {
  readonly engine: Engine;
  readonly embeddings: EmbeddingsInterface;
}

/** Files and folders; a function where which ones they are may change meanwhile. */
export type CorpusPaths = readonly string[] | (() => Promise<readonly string[]>);

/** How a sync goes. */
export interface SyncOptions {
  readonly onProgress?: (progress: SyncProgress) => void;
  /** Told where another process syncs the same index: this one begins when that has ended. */
  readonly onWait?: () => void;
  readonly signal?: AbortSignal;
  /** A clock, in milliseconds. */
  readonly now?: () => number;
}

/** What a sync did. Counts are of articles, but for `passages`: those that were encoded. */
export interface SyncSummary {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly passages: number;
  /** Of the unchanged ones, those that stay only as what holds them could not be read. */
  readonly kept: number;
  readonly refusals: readonly Refusal[];
}

/**
 * Makes the index hold what the given files and folders hold. Unchanged files are not read, passages
 * that read as before not encoded; changed and gone articles are replaced and removed alone. Each
 * article can be found by its words as soon as it is read, by meaning when all is encoded. What changes
 * while that takes its time is stored meanwhile: what was retracted is answered from no more. A file
 * that could not be read keeps what it gave before, one with bad lines at most as many articles; so does
 * an article that the engine does not take, and what is of another corpus, where several share the index.
 * Cancelled, it leaves what it stored.
 *
 * @throws MostanadError `storage` where the index cannot be written, `busy` where others sync it for minutes;
 *   the signal's reason where that aborts
 */
export async function sync(
  { engine, embeddings }: SyncTarget,
  paths: CorpusPaths,
  {
    onProgress = () => {},
    onWait = () => {},
    signal,
    now = () => performance.now(),
  }: SyncOptions = {},
): Promise<SyncSummary> {
  const pathsNow = typeof paths === 'function' ? paths : async () => paths;
  const tally = createTally();
  const store = (places: readonly string[]) =>
    inSyncTurn(engine, onWait, signal, (either) => storeChanges(engine, places, tally, either));
  let stored = await store(await pathsNow());
  // It is stored once more where the encoding takes long: it may have changed before the first look.
  const watch = createWatch(null, now);
  let due = now();
  async function follow(): Promise<boolean> {
    if (now() < due) return false;
    const places = await pathsNow();
    const { changed, wait } = await watch.look(places);
    due = now() + wait;
    if (changed === null) return false;
    stored = await store(places);
    watch.settle(changed);
    return true;
  }
  const passages = await encodeMissing(engine, embeddings, onProgress, follow);
  await engine.serve();
  const { articles, kept, refusals } = stored;
  const { added, changed, removed } = tally.counts();
  const unchanged = articles - added - changed;
  return { added, changed, removed, unchanged, passages, kept, refusals };
}

/** Whether a sync would find nothing to do; cheap, as no file is read. */
export async function isUpToDate(engine: Engine, paths: readonly string[]): Promise<boolean> {
  const owns = await engine.ownership(rootsOf(paths));
  const known = stampsOf((await engine.knownFiles()).filter(({ path }) => owns(path)));
  const { files, refusals } = await listFiles(paths, known);
  const settled =
    refusals.length === 0 &&
    known.size === files.length &&
    files.every(({ path, stamp }) => known.get(path) === stamp);
  return settled && (await engine.isServing()) && (await engine.withoutVectorCount()) === 0;
}

/**
 * The same; the engine is told whose corpus it is, as a sync would: others who have a path that this one has no
 * more are not held off by what it had before.
 *
 * @throws MostanadError `storage` or `busy` where the engine cannot be used
 */
export async function claimIfUpToDate(engine: Engine, paths: readonly string[]): Promise<boolean> {
  if (!(await isUpToDate(engine, paths))) return false;
  await engine.claim(rootsOf(paths));
  return true;
}
