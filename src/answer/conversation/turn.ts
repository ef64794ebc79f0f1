import type { z } from 'zod';
import { Answer } from '../schema.js';

/** A question of a conversation and what was answered; turns stand the oldest first. */
export const Turn = Answer.pick({
  question: true,
  understood: true,
  answered: true,
  text: true,
  confidence: true,
  citations: true,
  parts: true,
});

export type Turn = Readonly<z.infer<typeof Turn>>;

/** The latest turn that cites something. */
export function lastAnswered(turns: readonly Turn[]): Turn | undefined {
  return turns.findLast(({ citations }) => citations.length > 0);
}

/** A turn as those of its questions, one after another; itself where it asked one. */
export function eachQuestion(turn: Turn): readonly Turn[] {
  const { text, citations, parts } = turn;
  if (parts === undefined) return [turn];
  return parts.map(({ markers, ...part }) => ({
    ...part,
    text,
    citations: citations.filter(({ marker }) => markers.includes(marker)),
  }));
}

/** An answer without what it took from the conversation before it. */
export function withoutConversation(answer: Answer): Answer {
  const { parts } = answer;
  const alone =
    parts === undefined ? {} : { parts: parts.map((part) => ({ ...part, understood: null })) };
  return { ...answer, understood: null, ...alone };
}
