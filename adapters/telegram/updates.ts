/** Where updates come from. */
export interface Updates {
  /** Lets no more updates in. */
  stop(): Promise<void>;
  /** Tells Telegram that updates up to this one are dealt with. */
  settle(lastUpdateId: number): Promise<void>;
}

/** All that the bot asks Telegram for. */
export const UPDATE_KINDS = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
] as const;
