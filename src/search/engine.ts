import type { Article, Passage } from '../corpus/article.js';
import type { Signature } from './duplicates/signature.js';
import type { Filter } from './filter.js';

/** A passage's id in the engine and how well it matches; higher is better. */
export interface Hit {
  readonly id: number;
  readonly score: number;
}

/** A passage as the engine holds it, with what a citation needs of its article. */
export interface StoredPassage extends Passage {
  readonly id: number;
  readonly date: string | null;
  readonly source: string | null;
  readonly url: string | null;
}

/** An article as one of those that tell a story. */
export interface Report {
  readonly articleId: string;
  readonly title: string;
  readonly source: string | null;
  readonly date: string | null;
  readonly url: string | null;
}

/** A file of the corpus that the engine holds wholly, or of which it may hold something else: sync.ts tells by the stamp. */
export interface KnownFile {
  readonly path: string;
  readonly stamp: string;
}

/** An article that the engine holds: its content's hash and the file that it came from. */
export interface KnownArticle {
  readonly id: string;
  readonly hash: string;
  readonly file: string;
}

/** An article ready to be stored, with the index terms of each passage. */
export interface IndexedArticle {
  readonly article: Article;
  readonly hash: string;
  readonly file: string;
  readonly passages: readonly IndexedPassage[];
  /** By which the same story is told (duplicates/signature.ts). */
  readonly signature: Signature;
}

export interface IndexedPassage {
  readonly passage: Passage;
  /** The analysed terms of the passage's own words, in order. */
  readonly terms: readonly string[];
  /** Those of what stands around it: headline and speaker. */
  readonly contextTerms: readonly string[];
}

/** An article as it was stored. */
export interface StoredArticle {
  readonly indexed: IndexedArticle;
  /** One for each passage: its vector of this space, where it has one. */
  readonly vectors: readonly (readonly number[] | null)[];
}

/** What makes the vectors of an engine: those of another fingerprint do not compare. */
export interface VectorSpace {
  readonly fingerprint: string;
  readonly dimensions: number;
}

/** A stored passage as it is encoded, with what stands around it. */
export interface EncodablePassage {
  readonly id: number;
  readonly text: string;
}

/** A passage's unit vector. */
export interface PassageVector {
  readonly id: number;
  readonly vector: readonly number[];
}

/** A process's turn to change what an index holds of a corpus. */
export interface SyncTurn {
  /** Aborts where another process may have its turn already: nothing more is to be changed. */
  readonly lost: AbortSignal;
  end(): Promise<void>;
}

/** One spelling of a term: the term itself, or several terms that must stand in a row. */
export type Phrase = readonly string[];

/**
 * Where articles are kept and found: the port that every search engine implements, opened for one
 * vector space. Each `put` and `remove` is one transaction: it is there whole, or not at all.
 */
export interface Engine {
  /**
   * Waits until no other process has its turn to sync.
   *
   * @param onWait - told once where it has to wait
   * @throws MostanadError `busy` where it waited for minutes; the signal's reason where that aborts
   */
  takeTurn(onWait: () => void, signal?: AbortSignal): Promise<SyncTurn>;
  /**
   * Which files are this corpus's, so that what they gave goes with them: where the index holds others' too,
   * those under its paths, absolute ones, and those that it had before.
   */
  ownership(paths: readonly string[]): Promise<(file: string) => boolean>;
  /** Records that this process's corpus is made of these paths. */
  claim(paths: readonly string[]): Promise<void>;
  knownFiles(): Promise<readonly KnownFile[]>;
  knownArticles(): Promise<readonly KnownArticle[]>;
  /**
   * Stores an article, in the place of an earlier one with the same id; one with the same hash may stay. It is found by its words at
   * once, and by meaning when its vectors follow; passages that read as before keep theirs.
   *
   * @throws MostanadError `corpus` where the engine will never take this article: nothing is changed
   */
  putArticle(indexed: IndexedArticle): Promise<void>;
  /** The passages that have no vector yet and whose ids come after one, by id, `limit` at most. */
  withoutVector(after: number, limit: number): Promise<readonly EncodablePassage[]>;
  /** How many passages have no vector yet. */
  withoutVectorCount(): Promise<number>;
  /** Stores vectors; of a passage that is gone meanwhile, or has one already, nothing. */
  putVectors(vectors: readonly PassageVector[]): Promise<void>;
  /** Says that this space has vectors enough to answer from: it serves from now on, no other does. */
  serve(): Promise<void>;
  isServing(): Promise<boolean>;
  /** Removes the vectors of every other space. */
  forgetOtherSpaces(): Promise<void>;
  /** Records that articles, unchanged, stand in another file now. */
  assignArticles(places: readonly { readonly id: string; readonly file: string }[]): Promise<void>;
  /**
   * Removes articles, each of them whole.
   *
   * @param signal - ends it between two parts, where it takes several; what was removed is gone
   * @throws the signal's reason where that aborts
   */
  removeArticles(ids: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Records that all articles of these files are stored. */
  putFiles(files: readonly KnownFile[]): Promise<void>;
  removeFiles(paths: readonly string[]): Promise<void>;
  articleCount(): Promise<number>;
  passageCount(): Promise<number>;
  /** In how many passages each of the terms stands, in their own words or around them, in the terms' order. */
  documentFrequencies(terms: readonly string[]): Promise<readonly number[]>;
  /** For each name key, the terms that were indexed under it. */
  termsByName(keys: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** The passages, within a filter, that hold any spelling of any term, best first (bm25.ts). */
  keyword(
    terms: readonly (readonly Phrase[])[],
    limit: number,
    filter?: Filter | null,
  ): Promise<readonly Hit[]>;
  /** The passages, within a filter, that are nearest to a unit vector, best first, scored by cosine. */
  nearest(
    vector: readonly number[],
    limit: number,
    filter?: Filter | null,
  ): Promise<readonly Hit[]>;
  /** The exact cosine of a unit vector and each of the passages that exist. */
  cosines(vector: readonly number[], ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The passages with these ids, in the ids' order; unknown ones are left out. */
  passages(ids: readonly number[]): Promise<readonly StoredPassage[]>;
  /** The passages of an article, in the order in which it tells them; none for an unknown one. */
  passagesOf(articleId: string): Promise<readonly StoredPassage[]>;
  /** All of an article, for copying it; null where there is none. */
  article(id: string): Promise<StoredArticle | null>;
  /** A paragraph's whole text; null where there is none. */
  paragraph(articleId: string, paragraph: number): Promise<string | null>;
  /** Packs the keyword index anew: what was replaced or removed slows it down. A second for 100,000. */
  tidy(): Promise<void>;
  /** Loads what questions need, so that the first does not wait for it. */
  ready(): Promise<void>;
  /**
   * For each of the articles, in their order, the others that tell the same story, each compared
   * with it: the earliest first, the undated last, then by id; 50 at most, of those that were stored
   * first. None for an unknown one.
   */
  reportsOf(articleIds: readonly string[]): Promise<readonly (readonly Report[])[]>;
  /** Writes what is cached and lets go of the storage. */
  close(): Promise<void>;
}
