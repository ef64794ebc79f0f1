import { withContext } from '../corpus/passages.js';
import type { SyncProgress } from './encode-missing.js';
import type { Engine, PassageVector } from './engine.js';
import { storeArticle } from './store-article.js';
import { rootsOf } from './store-changes.js';
import { inSyncTurn } from './turn.js';

/** Articles that are copied at the same time: a cluster has time between a request and its reply. */
const AT_ONCE = 16;
/** Passages whose vectors are copied in one go. */
const A_ROUND = 500;

/** What a copy did; what was there already is not counted. */
export interface CopySummary {
  readonly articles: number;
  readonly removed: number;
  readonly vectors: number;
  /** Passages that have no vector in the source either: the next sync encodes them. */
  readonly withoutVector: number;
  /** Why the destination does not take articles, or cannot get them; what it had of them stays. */
  readonly refused: readonly string[];
}

/**
 * Makes an index hold what another holds, of one vector space, without encoding anything. What is
 * there already stays: one that was ended goes on where it was. No process syncs either meanwhile.
 *
 * @param onWait - told where one does
 * @throws MostanadError `storage` where either cannot be used, `busy` where one is synced for minutes; the
 * signal's reason where that aborts
 */
export async function copyIndex(
  from: Engine,
  to: Engine,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
  onWait: () => void = () => {},
): Promise<CopySummary> {
  return inSyncTurn(from, onWait, signal, (first) =>
    inSyncTurn(to, onWait, first, (both) => copyAll(from, to, onProgress, both)),
  );
}

/**
 * Records on the destination whose corpus its index is: with what the source still has of paths that the corpus has
 * no more, so that the next sync takes that away.
 *
 * @param paths - the corpus of this process
 */
export async function claimCopied(
  from: Engine,
  to: Engine,
  paths: readonly string[],
): Promise<void> {
  const roots = rootsOf(paths);
  await to.claim(roots);
  const owns = await to.ownership(roots);
  const others = (await from.knownFiles()).map(({ path }) => path).filter((path) => !owns(path));
  if (others.length > 0) await to.claim([...roots, ...others]);
}

async function copyAll(
  from: Engine,
  to: Engine,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
): Promise<CopySummary> {
  const wanted = await from.knownArticles();
  const known = new Map((await to.knownArticles()).map((article) => [article.id, article]));
  const missing = wanted.filter(
    ({ id, hash, file }) => known.get(id)?.hash !== hash || known.get(id)?.file !== file,
  );
  const incomplete = new Set<string>();
  const refused: string[] = [];
  for (let done = 0; done < missing.length; done += AT_ONCE) {
    signal.throwIfAborted();
    const some = missing.slice(done, done + AT_ONCE);
    await Promise.all(
      some.map(async ({ id, file }) => {
        const reason = await copyArticle(from, to, id);
        if (reason === null) return;
        incomplete.add(file);
        refused.push(reason);
      }),
    );
    onProgress({ done: done + some.length, total: missing.length });
  }
  const ids = new Set(wanted.map(({ id }) => id));
  const gone = [...known.keys()].filter((id) => !ids.has(id));
  if (gone.length > 0) await to.removeArticles(gone, signal);
  const vectors = await copyVectors(from, to, onProgress, signal);
  signal.throwIfAborted();
  await copyFiles(from, to, incomplete);
  if (await from.isServing()) await to.serve();
  const withoutVector = await to.withoutVectorCount();
  return {
    articles: missing.length - refused.length,
    removed: gone.length,
    vectors,
    withoutVector,
    refused,
  };
}

/** Why the destination has it not; null where it has it now. */
async function copyArticle(from: Engine, to: Engine, id: string): Promise<string | null> {
  const stored = await from.article(id);
  // Nothing is removed meanwhile (turn.ts).
  if (stored === null)
    return `article "${id.slice(0, 50)}" is not whole in the source: sync that first`;
  return storeArticle(to, () => stored.indexed);
}

async function copyVectors(
  from: Engine,
  to: Engine,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
): Promise<number> {
  const total = await to.withoutVectorCount();
  let done = 0;
  let copied = 0;
  for (let after = 0; ; ) {
    signal.throwIfAborted();
    const waiting = await to.withoutVector(after, A_ROUND);
    const last = waiting.at(-1);
    if (last === undefined) return copied;
    const passages = await to.passages(waiting.map(({ id }) => id));
    const byText = await vectorsOf(from, new Set(passages.map(({ articleId }) => articleId)));
    const found = waiting.flatMap(({ id, text }): PassageVector[] => {
      const vector = byText.get(text);
      return vector === undefined ? [] : [{ id, vector }];
    });
    await to.putVectors(found);
    copied += found.length;
    done += waiting.length;
    after = last.id;
    onProgress({ done, total: Math.max(total, done) });
  }
}

/** The vectors of articles' passages, by what was encoded. */
async function vectorsOf(
  engine: Engine,
  articleIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, readonly number[]>();
  for (const id of articleIds) {
    const stored = await engine.article(id);
    stored?.vectors.forEach((vector, at) => {
      const passage = stored.indexed.passages[at]?.passage;
      if (vector !== null && passage !== undefined) found.set(withContext(passage), vector);
    });
  }
  return found;
}

/** @param incomplete - files of which something is missing: the next sync is to read them */
async function copyFiles(from: Engine, to: Engine, incomplete: ReadonlySet<string>): Promise<void> {
  const files = (await from.knownFiles()).filter(({ path }) => !incomplete.has(path));
  const paths = new Set(files.map(({ path }) => path));
  const gone = (await to.knownFiles()).map(({ path }) => path).filter((path) => !paths.has(path));
  if (gone.length > 0) await to.removeFiles(gone);
  if (files.length > 0) await to.putFiles(files);
}
