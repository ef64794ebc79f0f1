import { readConfig } from '../../../src/config.js';
import { type Mostanad, openMostanad } from '../../../src/mostanad.js';
import { chatConfig } from './config.js';

/** A bot whose answers a chat model writes, and what its operator was told of it. */
export interface WritingBot {
  readonly bot: Mostanad;
  /** As it is told; the caller may empty it. */
  readonly failures: string[];
}

/** Opens and indexes a bot over a corpus, with the chat model of a server; the caller closes it. */
export async function openWritingBot(
  corpus: readonly string[],
  data: string,
  baseUrl: string,
  timeout?: number,
  tokens?: number,
): Promise<WritingBot> {
  const failures: string[] = [];
  const config = { ...readConfig({ corpus, data }), chat: chatConfig(baseUrl, timeout, tokens) };
  const bot = await openMostanad(config, (error) => failures.push(error.message));
  await bot.sync();
  return { bot, failures };
}
