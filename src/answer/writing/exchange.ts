import type { Turn } from '../conversation/turn.js';

/** A question asked and answered earlier in the conversation, as a model is told of it. */
export interface Exchange {
  readonly question: string;
  /** The words that were cited for it; empty where the corpus did not say. */
  readonly answer: string;
}

/** The last turns that a model is told of: more would cost more than they help. */
const MOST_TURNS = 3;

export function exchangesOf(history: readonly Turn[]): readonly Exchange[] {
  return history.slice(-MOST_TURNS).map(({ question, understood, citations }) => ({
    question: understood ?? question,
    answer: citations.map(({ quote }) => quote).join('\n'),
  }));
}
