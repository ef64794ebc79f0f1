import type { NamedModel } from '../../src/models/chat/config.js';
import type { CorpusAdmin } from '../corpus-admin.js';
import type { Log } from '../log.js';

/** Telegram's calls come to this process's own server; without it, the bot asks for updates. */
export interface WebhookOptions {
  /** Where Telegram reaches the server, https. */
  readonly url: string;
  /** 1 to 256 of A-Z a-z 0-9 _ -: what tells Telegram's calls from anyone else's. */
  readonly secretToken: string;
  readonly port: number;
}

/** What the Telegram bot needs to run. */
export interface TelegramOptions {
  readonly token: string;
  /** A Bot API server of one's own, without a slash at the end. */
  readonly apiRoot?: string | undefined;
  readonly webhook?: WebhookOptions | undefined;
  /** The only chats that are answered (a private chat has its person's id); without it, all. */
  readonly chats?: readonly number[] | undefined;
  /** For those who may change the corpus; without it there is no command for that. */
  readonly corpus?: CorpusAdmin | undefined;
  /** The chat model that is given questions, for people to know; null or not given: none. */
  readonly chatModel?: NamedModel | null | undefined;
  readonly log: Log;
}
