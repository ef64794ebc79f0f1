/**
 * What a block of an article is for. Only `body` blocks (and the headline of an article that has no
 * body) are answered from; a dateline («مسكو-سانا») and a byline («لینا») are about the article.
 */
export type BlockRole = 'headline' | 'dateline' | 'body' | 'byline';

/** One block of an article's text. `paragraph` counts all blocks from 0, the headline. */
export interface Block {
  readonly paragraph: number;
  readonly role: BlockRole;
  readonly text: string;
}

/** A news article as it was read; texts are the original letters. */
export interface Article {
  readonly id: string;
  readonly title: string;
  /** ISO 8601, a day at the finest; null where none is given or it does not exist. */
  readonly date: string | null;
  /** The date as it was written, where that is not `date`. */
  readonly dateText?: string;
  /** What a page says of its language (BCP 47) and direction. */
  readonly language?: string;
  readonly direction?: 'rtl' | 'ltr';
  readonly source: string | null;
  readonly url: string | null;
  readonly category: string | null;
  readonly blocks: readonly Block[];
}

/** A part of one paragraph, small enough to be encoded and read whole, with what it needs around it. */
export interface Passage {
  readonly articleId: string;
  readonly paragraph: number;
  /** Where `text` stands in the paragraph, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The article's headline. */
  readonly title: string;
  /** Who speaks here, where the passage itself only says «وی»; null where it names them or no one speaks. */
  readonly speaker: string | null;
}

/** Why a part of the corpus was not read. `line` counts from 1; null where the whole file is meant. */
export interface Refusal {
  readonly file: string;
  readonly line: number | null;
  readonly reason: string;
  /** The system could not read it: it may another time, though it looks the same. */
  readonly again?: true;
}
