import type { AnswerSpan } from './answer-spans.js';
import type { Pack } from './pack.js';
import { openThread } from './thread.js';

/** A passage as it is read: what stands around it (headline, speaker; may be empty) and its words. */
export interface ReadingText {
  readonly context: string;
  readonly text: string;
}

/** What the reader's thread is asked. */
export interface ReadRequest {
  readonly question: string;
  readonly passages: readonly ReadingText[];
}

/** The model pack's reader, in a worker thread. */
export interface Reader {
  /**
   * The likeliest answers in each passage's text, in the passages' order, the likeliest first.
   *
   * @throws MostanadError `pack` where the pack is damaged, `busy` where too many wait
   */
  read(
    question: string,
    passages: readonly ReadingText[],
  ): Promise<readonly (readonly AnswerSpan[])[]>;
  close(): Promise<void>;
}

/** Starts loading at once; questions asked before it is done wait for it. */
export function openReader(pack: Pack): Reader {
  const thread = openThread<ReadRequest, readonly (readonly AnswerSpan[])[]>(
    './reader-worker.js',
    'reader',
    pack,
  );
  return {
    read: (question, passages) => thread.run({ question, passages }, 'urgent'),
    close: () => thread.close(),
  };
}
