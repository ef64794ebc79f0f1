import type { Answer } from '../schema.js';

/** A question of a conversation and what was answered; turns stand the oldest first. */
export type Turn = Pick<
  Answer,
  'question' | 'understood' | 'answered' | 'text' | 'confidence' | 'citations'
>;

/** The latest turn that cites something. */
export function lastAnswered(turns: readonly Turn[]): Turn | undefined {
  return turns.findLast(({ citations }) => citations.length > 0);
}
