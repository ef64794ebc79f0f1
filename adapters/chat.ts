import type { Answer, Citation } from '../src/answer/schema.js';
import type { Written } from '../src/answer/writing/written.js';
import type { MostanadError } from '../src/errors.js';
import type { PhraseLanguage } from '../src/phrases/phrases.js';
import type { Filter } from '../src/search/filter.js';

/** A cited paragraph whole, for a person who wants to see the quote in its place. */
export interface SourceView {
  readonly citation: Citation;
  readonly paragraph: string;
}

/** What a chat platform sends for a question: an answer, or a polite notice that it has none. */
export type Reply =
  | {
      readonly kind: 'answer';
      /**
       * At most 12 letters, digits, - and _: what a button carries, also after a restart. Null: the
       * answer could not be kept, and is shown without buttons.
       */
      readonly id: string | null;
      readonly answer: Answer;
    }
  | {
      readonly kind: 'notice';
      readonly text: string;
      /** Said to this person a moment ago: where nothing waits for a reply, none need be sent. */
      readonly repeated?: boolean;
    }
  /** Nobody waits for it any more. */
  | { readonly kind: 'withdrawn' };

/** What is said instead of an answer. */
export type Notice = Extract<Reply, { readonly kind: 'notice' }>;

/** A reply that people see. */
export type ShownReply = Exclude<Reply, { readonly kind: 'withdrawn' }>;

/** Where a question was asked, and what becomes of it meanwhile. */
export interface Asking {
  /**
   * The conversation that it belongs to, as `platform:bot/place`, with `:person` where people who talk
   * of different things share a place. Without it the question stands alone and is not remembered.
   */
  readonly place?: string | undefined;
  /** The message that asks: edited, its question takes the place of what it asked before. */
  readonly message?: string | undefined;
  /** What of the corpus this question is asked to; null or not given: all of it. */
  readonly filter?: Filter | null | undefined;
  /** Wants the articles' words at once also where a chat model is set. */
  readonly isExtractive?: boolean | undefined;
  /** Ends the answering: the question was changed or withdrawn. */
  readonly signal?: AbortSignal | undefined;
  /** Told, while a chat model writes, what it has written so far; each sentence is checked. */
  readonly onDraft?: ((draft: Written) => void) | undefined;
}

/** What a person thinks of an answer. */
export type Verdict = 'good' | 'bad';

/** The bot as chat platforms see it: within the bounds of admission, and with a memory for buttons. */
export interface Chat {
  /**
   * Answers a question. Never throws: what goes wrong becomes a notice with an id that the log has.
   *
   * @param person - who asks, as `platform:id`
   */
  ask(person: string, question: string, asking?: Asking): Promise<Reply>;
  /**
   * Counts something else that a person wants said as if it were a question; null within their rate, else what to say
   * instead.
   */
  admit(person: string, language: PhraseLanguage): Notice | null;
  /** Forgets what was said in a conversation, so that the next question begins another. */
  forget(place: string): Promise<void>;
  /** A source of an answer given earlier; null where it is unknown or forgotten. */
  source(answerId: string, marker: number): Promise<SourceView | null>;
  /** Keeps what a person thinks of an answer, once a person; false where the answer is unknown. */
  judge(answerId: string, person: string, verdict: Verdict): Promise<boolean>;
}

/** A running platform. */
export interface Platform {
  readonly name: string;
  /** Resolves, with the reason, where the platform shuts the bot out for good: it would stay deaf. */
  readonly lost: Promise<MostanadError>;
  /**
   * Takes no more questions, lets the running ones finish, at most so many milliseconds, and
   * disconnects.
   */
  stop(patience: number): Promise<void>;
}
