import { randomUUID } from 'node:crypto';
import type { Turn } from './turn.js';

/** Turns of a conversation that are remembered. */
const MOST_TURNS = 6;
/** A conversation in which nothing was asked for so long, in milliseconds, is forgotten. */
export const IDLE = 30 * 60_000;

/** A question's place in its conversation. */
export interface OpenTurn {
  /** What was said before it, the oldest first. */
  readonly history: readonly Turn[];
  /** Remembers its answer, unless the conversation was forgotten meanwhile. */
  close(turn: Turn): Promise<void>;
}

/** The conversations that go on, and nothing of them that is over. */
export interface Conversations {
  /**
   * Takes a question into a conversation.
   *
   * @param place - which conversation
   * @param message - names the question: asked again, it takes the place of its earlier turn
   */
  open(place: string, message?: string): Promise<OpenTurn>;
  forget(place: string): Promise<void>;
}

/** A turn, and which question it answers. */
export interface KeptTurn {
  readonly key: string;
  readonly turn: Turn;
}

/** Names a question among those of its conversation; one that has no message is asked once. */
export function keyOf(message: string | undefined): string {
  return message ?? randomUUID();
}

/** What was said before a question; one that is asked again stands where it stood. */
export function historyOf(turns: readonly KeptTurn[], key: string): readonly Turn[] {
  const at = turns.findIndex((kept) => kept.key === key);
  return (at < 0 ? turns : turns.slice(0, at)).map(({ turn }) => turn);
}

/** The last turns with one more, or with another in the place of that of the same question. */
export function withTurn(turns: readonly KeptTurn[], kept: KeptTurn): readonly KeptTurn[] {
  const at = turns.findIndex(({ key }) => key === kept.key);
  return at < 0 ? [...turns, kept].slice(-MOST_TURNS) : turns.with(at, kept);
}
