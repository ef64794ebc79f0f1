import { resolve, sep } from 'node:path';
import type { Refusal } from '../corpus/article.js';
import type { CorpusFile } from '../corpus/files.js';
import type { Engine, KnownFile } from './engine.js';
import { keptOf } from './kept.js';
import { listFiles } from './list-files.js';
import { type Ledger, storeFile } from './store-file.js';
import type { Tally } from './tally.js';

/** What the stamp of a file begins with that may hold something else than was stored of it. */
const UNSETTLED = '?';

/** Articles replaced or removed in one sync, from which the keyword index is worth packing anew. */
const WORTH_TIDYING = 1000;

/** The stamps of files by path. */
export function stampsOf(files: readonly KnownFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, stamp }) => [path, stamp]));
}

/** The paths of a corpus as the engine knows whose files are whose. */
export function rootsOf(paths: readonly string[]): readonly string[] {
  return paths.map((path) => resolve(path));
}

/** What an index holds once changes are stored, and what could not be. */
export interface Stored {
  /** How many articles there are, and how many of them only as what holds them could not be read. */
  readonly articles: number;
  readonly kept: number;
  readonly refusals: readonly Refusal[];
}

/**
 * Stores what is new or changed in the files of a corpus, and removes what is gone.
 *
 * @param tally - counts the articles that were added, changed and removed
 * @param signal - ends it between two articles; what was stored stays
 * @throws MostanadError `storage` where the index cannot be written; the signal's reason
 */
export async function storeChanges(
  engine: Engine,
  paths: readonly string[],
  tally: Tally,
  signal: AbortSignal,
): Promise<Stored> {
  const owns = await engine.ownership(rootsOf(paths));
  const stamps = stampsOf(await engine.knownFiles());
  const { files, refusals: unlisted } = await listFiles(paths, stamps);
  const isFresh = ({ path, stamp }: CorpusFile) => stamps.get(path) !== stamp;
  const settled = new Set(files.filter((file) => !isFresh(file)).map(({ path }) => path));
  const known = new Map((await engine.knownArticles()).map((article) => [article.id, article]));
  const owner = new Map<string, string>();
  // What cannot be looked into just now, or is another corpus's, keeps its articles, whatever else has their ids.
  const isAway = unseenBy(unlisted);
  let away = 0;
  for (const { id, file } of known.values()) {
    if (settled.has(file) || isAway(file) || !owns(file)) owner.set(id, file);
    if (isAway(file)) away += 1;
  }
  const ledger: Ledger = {
    known,
    owner,
    refusals: [...unlisted],
    unread: new Map(),
    whole: [],
    tally,
    replaced: 0,
  };
  // Of two files with the same id, the one that has it keeps it, whichever was changed.
  const owners = new Set([...known.values()].map(({ file }) => file));
  const fresh = files.filter(isFresh);
  const ordered = [true, false].flatMap((owns) =>
    fresh.filter(({ path }) => owners.has(path) === owns),
  );
  const present = new Set(files.map(({ path }) => path));
  const goneFiles = [...stamps.keys()].filter(
    (path) => !present.has(path) && !isAway(path) && owns(path),
  );
  await unsettle(engine, [...fresh.map(({ path }) => path), ...goneFiles], stamps);
  for (const file of ordered) await storeFile(engine, file, ledger, signal);

  const missing = [...known.values()].filter(({ id }) => !owner.has(id));
  const kept = keptOf(missing, ledger.unread);
  const gone = missing.filter(({ id }) => !kept.has(id));
  signal.throwIfAborted();
  const goneIds = gone.map(({ id }) => id);
  if (gone.length > 0) await engine.removeArticles(goneIds, signal);
  signal.throwIfAborted();
  if (goneFiles.length > 0) await engine.removeFiles(goneFiles);
  // Not one by one: an article may move from a file that was read to one that a kill left unread.
  signal.throwIfAborted();
  if (ledger.whole.length > 0) await engine.putFiles(ledger.whole);
  await engine.claim(rootsOf(paths));
  tally.remove(goneIds);
  if (ledger.replaced + gone.length >= WORTH_TIDYING) await engine.tidy();
  const articles = owner.size + kept.size;
  return { articles, kept: away + kept.size, refusals: ledger.refusals };
}

/**
 * Has files be read again whatever comes: one that is put back with its old time after a sync that was
 * ended, or that refused a part of it, is not what the index holds.
 */
async function unsettle(
  engine: Engine,
  paths: readonly string[],
  stamps: ReadonlyMap<string, string>,
): Promise<void> {
  const settled = paths.flatMap((path) => {
    const stamp = stamps.get(path) ?? UNSETTLED;
    return stamp.startsWith(UNSETTLED) ? [] : [{ path, stamp: `${UNSETTLED}${stamp}` }];
  });
  // They stay known: of one that is gone the articles may still be there.
  if (settled.length > 0) await engine.putFiles(settled);
}

/** Whether a file, or a folder that it is in, could not be looked into: what it held before must stay. */
function unseenBy(refusals: readonly Refusal[]): (path: string) => boolean {
  const places = [...new Set(refusals.map(({ file }) => file))];
  return (path) => places.some((place) => path === place || path.startsWith(place + sep));
}
