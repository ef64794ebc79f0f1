import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Article, Passage, Refusal } from '../corpus/article.js';
import {
  type CorpusFile,
  type CorpusListing,
  listCorpus,
  readCorpusFile,
} from '../corpus/files.js';
import { contextOf, passagesOf, withContext } from '../corpus/passages.js';
import { termsOf } from '../language/terms.js';
import type { Engine } from './engine.js';

/** Raised when passages, terms or what is encoded are made in another way: all is then made anew. */
const INDEX_VERSION = 1;

/** Passages encoded in one go: enough to sort by length, few enough that little is lost on a kill. */
const PASSAGES_A_ROUND = 128;

/** What a sync works on. */
export interface SyncTarget {
  readonly engine: Engine;
  readonly embeddings: EmbeddingsInterface;
  /** The model pack's fingerprint. */
  readonly fingerprint: string;
}

/** What a sync did. Counts are of articles, but for `passages`: those that were encoded. */
export interface SyncSummary {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly passages: number;
  readonly refusals: readonly Refusal[];
}

/** How far a sync has come. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number;
}

interface Pending {
  readonly article: Article;
  readonly hash: string;
  readonly file: string;
  readonly passages: readonly Passage[];
}

/**
 * Makes the index hold what the given files and folders hold. Unchanged files are not read, unchanged
 * articles not encoded; changed and gone ones are replaced and removed alone. A file that could not
 * be read whole loses nothing that it gave before.
 *
 * @throws MostanadError `corpus` where a path does not exist, `storage` where the index cannot be written
 */
export async function sync(
  target: SyncTarget,
  paths: readonly string[],
  onProgress: (progress: SyncProgress) => void = () => {},
): Promise<SyncSummary> {
  const listing = await listCorpus(paths);
  const files = listing.files.map((file) => ({
    ...file,
    stamp: `${file.stamp}:${version(target)}`,
  }));
  const plan = await planSync(target, { ...listing, files });
  const { engine } = target;
  const passages = await storeArticles(target, plan.pending, onProgress);
  if (plan.moved.length > 0) await engine.assignArticles(plan.moved);
  if (plan.gone.length > 0) await engine.removeArticles(plan.gone);
  if (plan.goneFiles.length > 0) await engine.removeFiles(plan.goneFiles);
  for (const file of plan.complete) await engine.putFile(file);
  const changed = plan.pending.filter(({ article }) => plan.known.has(article.id)).length;
  return {
    added: plan.pending.length - changed,
    changed,
    removed: plan.gone.length,
    unchanged: plan.known.size - changed - plan.gone.length,
    passages,
    refusals: plan.refusals,
  };
}

interface Plan {
  readonly known: ReadonlySet<string>;
  readonly pending: readonly Pending[];
  /** Unchanged articles that stand in another file than before. */
  readonly moved: readonly { readonly id: string; readonly file: string }[];
  readonly gone: readonly string[];
  readonly goneFiles: readonly string[];
  readonly complete: readonly CorpusFile[];
  readonly refusals: readonly Refusal[];
}

/** Reads what changed and finds what to store, to move and to remove. */
async function planSync(target: SyncTarget, { files, refusals }: CorpusListing): Promise<Plan> {
  const { engine } = target;
  const stamps = new Map((await engine.knownFiles()).map(({ path, stamp }) => [path, stamp]));
  const known = new Map((await engine.knownArticles()).map((article) => [article.id, article]));
  const isFresh = ({ path, stamp }: CorpusFile) => stamps.get(path) !== stamp;
  const fresh = files.filter(isFresh);
  const settled = new Set(files.filter((file) => !isFresh(file)).map(({ path }) => path));
  const owner = new Map<string, string>();
  for (const { id, file } of known.values()) if (settled.has(file)) owner.set(id, file);
  const pending: Pending[] = [];
  const moved: { readonly id: string; readonly file: string }[] = [];
  const refused: Refusal[] = [...refusals];
  const complete: CorpusFile[] = [];
  for (const file of fresh) {
    const content = await readCorpusFile(file);
    const own: Refusal[] = [...content.refusals];
    for (const { line, article } of content.articles) {
      const other = owner.get(article.id);
      if (other !== undefined) {
        const reason = `article id "${article.id}" is already in ${other}`;
        own.push({ file: file.path, line, reason });
        continue;
      }
      owner.set(article.id, file.path);
      const hash = hashOf(article, target);
      const before = known.get(article.id);
      if (before?.hash !== hash) {
        pending.push({ article, hash, file: file.path, passages: passagesOf(article) });
      } else if (before.file !== file.path) moved.push({ id: article.id, file: file.path });
    }
    refused.push(...own);
    // A file with refusals is read again next time, so that they are told again.
    if (own.length === 0) complete.push(file);
  }
  const unseen = unseenBy(refused);
  const present = new Set(files.map(({ path }) => path));
  return {
    known: new Set(known.keys()),
    pending,
    moved,
    gone: [...known.values()]
      .filter(({ id, file }) => !owner.has(id) && !unseen(file))
      .map(({ id }) => id),
    goneFiles: [...stamps.keys()].filter((path) => !present.has(path) && !unseen(path)),
    complete,
    refusals: refused,
  };
}

/** Whether a file, or a folder that it is in, was refused: what it held before must stay. */
function unseenBy(refusals: readonly Refusal[]): (path: string) => boolean {
  const places = [...new Set(refusals.map(({ file }) => file))];
  return (path) => places.some((place) => path === place || path.startsWith(place + sep));
}

/** Encodes and stores articles in rounds; returns how many passages were encoded. */
async function storeArticles(
  { engine, embeddings }: SyncTarget,
  pending: readonly Pending[],
  onProgress: (progress: SyncProgress) => void,
): Promise<number> {
  const total = pending.reduce((sum, { passages }) => sum + passages.length, 0);
  let done = 0;
  for (const round of roundsOf(pending)) {
    const passages = round.flatMap((item) => item.passages);
    const vectors = await embeddings.embedDocuments(passages.map(withContext));
    let next = 0;
    for (const { article, hash, file, passages: own } of round) {
      const indexed = own.map((passage) => {
        const vector = vectors[next] ?? [];
        next += 1;
        const terms = termsOf(passage.text);
        return { passage, vector, terms, contextTerms: termsOf(contextOf(passage)) };
      });
      await engine.putArticle({ article, hash, file, passages: indexed });
    }
    done += passages.length;
    onProgress({ done, total });
  }
  return total;
}

function roundsOf(pending: readonly Pending[]): readonly (readonly Pending[])[] {
  const rounds: Pending[][] = [];
  let room = 0;
  for (const item of pending) {
    if (room < item.passages.length || rounds.length === 0) {
      rounds.push([]);
      room = PASSAGES_A_ROUND;
    }
    rounds.at(-1)?.push(item);
    room -= item.passages.length;
  }
  return rounds;
}

function version({ fingerprint }: SyncTarget): string {
  return `${INDEX_VERSION}:${fingerprint.slice(0, 16)}`;
}

function hashOf(article: Article, target: SyncTarget): string {
  return createHash('sha256').update(version(target)).update(JSON.stringify(article)).digest('hex');
}
