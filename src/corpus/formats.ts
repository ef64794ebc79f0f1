import { extname } from 'node:path';
import type { Article } from './article.js';
import type { ReadContent } from './content.js';
import { readJsonLines } from './jsonl-reader.js';
import { readText } from './text-reader.js';

/** Reads a file's text; `id` is the file's own, for what has none that is its alone in the corpus. Throws where all of it is bad. */
export type Reader = (id: string, content: string) => ReadContent;

/** A kind of file: its reader, which is loaded when the first such file is read, and its largest size. */
export interface Format {
  readonly load: () => Promise<Reader>;
  /** In bytes; null where a file may be as large as it likes: many articles, a line each, read in parts (texts.ts). */
  readonly mostBytes: number | null;
  /** Whether most of it may be no article's text: a letter that was lost there is no reason to refuse it. */
  readonly isMarkup: boolean;
}

const oneArticle =
  (read: (id: string, content: string) => Article): Reader =>
  (id, content) => ({ articles: [{ line: null, article: read(id, content) }], bad: [] });

/** No article is as long, and a page is held as a tree of objects, many times its size. */
const MOST_BYTES = 10_000_000;

const html: Format = {
  load: async () => oneArticle((await import('./html-reader.js')).readHtml),
  mostBytes: MOST_BYTES,
  isMarkup: true,
};
const feed: Format = {
  load: async () => {
    const { readFeed } = await import('./feed-reader.js');
    return readFeed;
  },
  mostBytes: MOST_BYTES,
  isMarkup: true,
};

const FORMATS: Readonly<Record<string, Format>> = {
  '.txt': { load: async () => oneArticle(readText), mostBytes: MOST_BYTES, isMarkup: false },
  '.jsonl': {
    load: async () => (_, content) => readJsonLines(content),
    mostBytes: null,
    isMarkup: false,
  },
  '.md': {
    load: async () => oneArticle((await import('./markdown-reader.js')).readMarkdown),
    mostBytes: MOST_BYTES,
    isMarkup: false,
  },
  '.html': html,
  '.htm': html,
  '.xml': feed,
  '.rss': feed,
  '.atom': feed,
};

/** The endings that are read, for messages. */
export const ENDINGS = Object.keys(FORMATS).join(', ');

/** The format of a file by its ending; null where it is not read. A README.md is about its folder. */
export function formatOf(path: string): Format | null {
  if (/(?:^|[/\\])readme\.md$/iu.test(path)) return null;
  return FORMATS[extname(path).toLowerCase()] ?? null;
}
