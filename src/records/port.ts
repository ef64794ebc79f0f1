import type { Conversations } from '../answer/conversation/conversations.js';
import type { Answer } from '../answer/schema.js';

/** Answers older than this are forgotten, unless someone judged them. In milliseconds. */
export const KEPT_FOR = 90 * 24 * 60 * 60 * 1000;

/** What was sent in return for a message. */
export interface Sent {
  /** Of the text that was answered; null while some of the answer is still to be sent. */
  readonly digest: string | null;
  /** The messages that stand, in order. */
  readonly messageIds: readonly number[];
  /** The answer that they show, where they show one. */
  readonly answerId: string | null;
}

/** Which messages were answered with which; kept as long as the answers. */
export interface Replies {
  /** @param place - a chat of a bot of a platform, within which `messageId` is unique */
  sentFor(place: string, messageId: number): Promise<Sent | null>;
  /** Keeps what was sent in the place of what was sent before. */
  noteSent(place: string, messageId: number, sent: Sent): Promise<void>;
  /** The answer that was sent last in a place. */
  lastAnswer(place: string): Promise<GivenAnswer | null>;
}

/** What a message says at a time. */
export interface Edition {
  /** When it was written or edited, by the platform. */
  readonly at: number;
  /** Of two of one moment the later one has the higher. */
  readonly number: number;
}

/** Which edition of a message is answered, among all processes that share the records. */
export interface Editions {
  /** Says that an edition is to be answered; false where a later one is to be already. */
  claim(place: string, messageId: number, edition: Edition): Promise<boolean>;
  /**
   * The same, and waits until no other process puts an answer to the message into its chat: none does until it
   * is released. In a data folder none is waited for, as one process has it.
   *
   * @returns what releases it; null where a later edition is to be answered
   */
  hold(place: string, messageId: number, edition: Edition): Promise<(() => Promise<void>) | null>;
}

export interface GivenAnswer {
  readonly id: string;
  readonly answer: Answer;
}

/** What is kept of answers given, for the buttons under them and for what people think of them. */
export interface Records extends Replies, Editions {
  /** Keeps an answer; returns its id of 11 letters, digits, - and _. */
  keep(answer: Answer): Promise<string>;
  answer(id: string): Promise<Answer | null>;
  /** Keeps a person's verdict in the place of an earlier one; false where the answer is unknown. */
  judge(id: string, person: string, verdict: 'good' | 'bad'): Promise<boolean>;
}

/**
 * What a platform handed over for good and is not dealt with yet; it outlives the process. Always in
 * the data folder: a platform hands an update to one process, and no other can tell whether that one
 * still answers it or is gone.
 */
export interface Inbox {
  /** Keeps an item until it is dealt with; one that is there already stays as it is. */
  takeIn(receiver: string, id: number, item: string): void;
  /** Counts a try of an item: who deals with it next may find that the last one ended the process. */
  begin(receiver: string, id: number): void;
  dealtWith(receiver: string, id: number): void;
  /**
   * At a start: what an earlier run left, in the order of the ids, and how many were given up, after
   * a day or three tries.
   */
  leftOver(receiver: string): { readonly items: readonly string[]; readonly givenUp: number };
}

/** All that a chat remembers. */
export interface Memory {
  readonly records: Records;
  readonly conversations: Conversations;
  readonly inbox: Inbox;
  close(): Promise<void>;
}
