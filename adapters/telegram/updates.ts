import type { MostanadError } from '../../src/errors.js';

/** Where updates come from. */
export interface Updates {
  /** See Platform. */
  readonly lost: Promise<MostanadError>;
  /** Lets no more updates in; those that came in are the bot's to deal with, and come no more. */
  stop(): Promise<void>;
  /** Hangs up, when all that came in is dealt with. */
  close(): void;
}

/** All that the bot asks Telegram for. */
export const UPDATE_KINDS = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
] as const;
