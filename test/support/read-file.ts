import { type CorpusFile, type FileContent, readCorpusFile } from '../../src/corpus/files.js';

/** What a file of the corpus holds, all its parts together. */
export async function readWholeFile(file: CorpusFile): Promise<FileContent> {
  let whole: FileContent = { articles: [], refusals: [], unread: [] };
  for await (const { articles, refusals, unread } of readCorpusFile(file)) {
    whole = {
      articles: [...whole.articles, ...articles],
      refusals: [...whole.refusals, ...refusals],
      unread: unread === 'all' || whole.unread === 'all' ? 'all' : [...whole.unread, ...unread],
    };
  }
  return whole;
}
