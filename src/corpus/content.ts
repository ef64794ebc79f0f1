import type { Article } from './article.js';

/** An article and the line of its file that it stands on, from 1; null where no line is its own. */
export interface PlacedArticle {
  readonly line: number | null;
  readonly article: Article;
}

/** A part of a file that could not be read, and why; `line` as above, `id` the article's, null where it is not told. */
export interface BadPart {
  readonly line: number | null;
  readonly reason: string;
  readonly id: string | null;
}

/** What a reader makes of a file's text. */
export interface ReadContent {
  readonly articles: readonly PlacedArticle[];
  readonly bad: readonly BadPart[];
}
