import type { AnswerSpan } from './answer-spans.js';
import type { Pack } from './pack.js';
import { openThread } from './thread.js';

/** A passage as it is read: what stands around it (headline, speaker; may be empty) and its words. */
export interface ReadingText {
  readonly context: string;
  readonly text: string;
}

/** What the reader's thread is asked: which words answer a question, or whether a statement follows. */
export interface ReaderRequest {
  readonly kind: 'read' | 'judge';
  readonly asked: string;
  readonly passages: readonly ReadingText[];
}

/** How a passage stands to a statement, as probabilities that add up to 1. */
export interface Verdict {
  readonly entailed: number;
  readonly contradicted: number;
  readonly neutral: number;
}

/** What the reader's thread replies: to `read` and to `judge`, in the passages' order. */
export type ReaderReply = readonly (readonly AnswerSpan[])[] | readonly Verdict[];

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
  /**
   * Whether a statement follows from each passage, in the passages' order; of a long passage, by the
   * window that bears it out best.
   *
   * @throws MostanadError as `read` does
   */
  judge(statement: string, passages: readonly ReadingText[]): Promise<readonly Verdict[]>;
  close(): Promise<void>;
}

/** Starts loading at once; questions asked before it is done wait for it. */
export function openReader(pack: Pack): Reader {
  const thread = openThread<ReaderRequest, ReaderReply>('./reader-worker.js', 'reader', pack);
  // The thread replies with what the kind of the request asks for.
  const run = <Reply extends ReaderReply>(request: ReaderRequest) =>
    thread.run(request, 'urgent') as Promise<Reply>;
  return {
    read: (question, passages) => run({ kind: 'read', asked: question, passages }),
    judge: (statement, passages) => run({ kind: 'judge', asked: statement, passages }),
    close: () => thread.close(),
  };
}
