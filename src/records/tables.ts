import type { Sent } from './port.js';

/** An answer as it is stored. */
export interface KeptAnswer {
  readonly id: string;
  /** When, in milliseconds since 1970; so of the others. */
  readonly given: number;
  readonly answer: unknown;
}

export interface KeptVerdict {
  readonly answerId: string;
  readonly person: string;
  readonly verdict: string;
  readonly given: number;
}

export interface KeptReply extends Sent {
  readonly place: string;
  readonly messageId: number;
  readonly given: number;
}

/** Records of one kind, as a whole. */
export interface Table<Row> {
  /** Every row, a part at a time; one that is added or changed meanwhile may be left out. */
  all(): AsyncIterable<readonly Row[]>;
  /**
   * Adds what is not there, and puts what was given later in the place of what was given earlier; of a
   * verdict only where its answer is there.
   *
   * @returns how many it stored
   */
  merge(rows: readonly Row[]): Promise<number>;
}

/** All records that outlive the processes, wherever they are kept. */
export interface RecordTables {
  readonly answers: Table<KeptAnswer>;
  readonly verdicts: Table<KeptVerdict>;
  readonly replies: Table<KeptReply>;
  close(): Promise<void>;
}
