import { createHash } from 'node:crypto';
import type { Article, Refusal } from '../corpus/article.js';
import { type CorpusFile, readCorpusFile, type Unread } from '../corpus/files.js';
import { contextOf, passagesOf } from '../corpus/passages.js';
import { termsOf } from '../language/terms.js';
import { signatureOf } from './duplicates/signature.js';
import type { Engine, IndexedPassage, KnownArticle } from './engine.js';
import { INDEX_VERSION } from './list-files.js';
import { storeArticle } from './store-article.js';
import type { Tally } from './tally.js';

/** What is known of the index while files are gone through. */
export interface Ledger {
  readonly known: ReadonlyMap<string, KnownArticle>;
  /** Which file each article was found in, in this sync. */
  readonly owner: Map<string, string>;
  readonly refusals: Refusal[];
  readonly unread: Map<string, Unread>;
  /** The files whose articles are all stored. */
  readonly whole: CorpusFile[];
  readonly tally: Tally;
  replaced: number;
}

/** What storing the articles of a file works with. */
interface Storing {
  readonly ledger: Ledger;
  /** The articles that another file gave before. */
  readonly moved: { readonly id: string; readonly file: string }[];
  readonly signal: AbortSignal;
}

/**
 * Stores what is new or changed in a file, and notes in the ledger what was found there.
 *
 * @throws MostanadError `storage` or `busy` where the engine cannot be used; the signal's reason
 */
export async function storeFile(
  engine: Engine,
  file: CorpusFile,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> {
  const { path } = file;
  const storing: Storing = { ledger, moved: [], signal };
  let isWhole = true;
  for await (const { articles, refusals, unread } of readCorpusFile(file)) {
    if (unread.length > 0) ledger.unread.set(path, bothUnread(ledger.unread.get(path), unread));
    const refused = [...refusals];
    for (const { line, article } of articles) {
      const reason = await storeFound(engine, article, path, storing);
      if (reason !== null) refused.push({ file: path, line, reason });
    }
    for (const refusal of refused) ledger.refusals.push(refusal);
    if (refused.length > 0) isWhole = false;
  }
  if (storing.moved.length > 0) await engine.assignArticles(storing.moved);
  // A file with refusals is read again next time, so that they are told again.
  if (isWhole) ledger.whole.push(file);
}

function bothUnread(before: Unread | undefined, unread: Unread): Unread {
  if (before === undefined || unread === 'all') return unread;
  return before === 'all' ? before : [...before, ...unread];
}

/**
 * Stores an article that a file holds, where it is new or changed.
 *
 * @returns why it is refused; null where it is not
 */
async function storeFound(
  engine: Engine,
  article: Article,
  file: string,
  { ledger, moved, signal }: Storing,
): Promise<string | null> {
  const { id } = article;
  const other = ledger.owner.get(id);
  if (other !== undefined) return `article id "${id}" is already in ${other}`;
  ledger.owner.set(id, file);
  const hash = hashOf(article);
  const before = ledger.known.get(id);
  if (before?.hash === hash) {
    if (before.file !== file) moved.push({ id, file });
    return null;
  }
  signal.throwIfAborted();
  const reason = await storeArticle(engine, () => ({
    article,
    hash,
    file,
    passages: passagesOf(article).map(indexed),
    signature: signatureOf(article),
  }));
  if (reason !== null) {
    if (before === undefined) ledger.owner.delete(id);
    return reason;
  }
  ledger.tally.put(id, before !== undefined);
  if (before) ledger.replaced += 1;
  return null;
}

function indexed(passage: IndexedPassage['passage']): IndexedPassage {
  return {
    passage,
    terms: termsOf(passage.text),
    contextTerms: termsOf(contextOf(passage)),
  };
}

function hashOf(article: Article): string {
  return createHash('sha256')
    .update(`${INDEX_VERSION}`)
    .update(JSON.stringify(article))
    .digest('hex');
}
