import type { StoredPassage } from '../../search/engine.js';

/** One sentence that a model wrote, with what it says bears it out; `n` counts the passages from 1. */
export interface Claim {
  readonly sentence: string;
  readonly evidence: readonly { readonly n: number; readonly quote: string }[];
}

/** Whole sentences of a paragraph that stand at `start` to `end` of it (UTF-16), to the letter. */
export interface StandingQuote {
  readonly passage: StoredPassage;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** A claim that stands, with the sentences of the paragraphs that bear it out. */
export interface BorneOut {
  readonly sentence: string;
  readonly quotes: readonly StandingQuote[];
}

/** Why a claim does not stand. */
export type Fault =
  /** Not one of its quotes stands in the passage that it names, or what does is another's claim there. */
  | 'no quote'
  /** A number that its evidence does not hold, or not with what it counts. */
  | 'number'
  /** The number stands, in another unit. */
  | 'unit'
  /** A month, a day of the week. */
  | 'date'
  /** A name of a person, place or organisation. */
  | 'name'
  /** It denies what its evidence says, or says what that denies. */
  | 'negation'
  /** Rise for fall, before for after. */
  | 'direction'
  /** Who did it to whom. */
  | 'roles'
  /** It is in another language than its evidence: what words tell is not seen then. */
  | 'other language'
  /** The words are there or not, it does not follow. */
  | 'unsupported';

/** What became of a claim. */
export type Verified =
  | { readonly claim: BorneOut }
  /**
   * It is told in other words than those of its quotes: what is true and what is nearly true look the same then.
   * These may be said, it may not.
   */
  | { readonly reworded: readonly StandingQuote[] }
  | { readonly fault: Fault; readonly claim: Claim };
