import { onTestFinished } from 'vitest';
import type { Chat, Platform, Reply, Verdict } from '../../../adapters/chat.js';
import { type DiscordOptions, startDiscord } from '../../../adapters/discord/start.js';
import { type DiscordEmulator, startDiscordEmulator } from '../../support/discord/emulator.js';
import type { DiscordEmulatorOptions, MessageView } from '../../support/discord/types.js';
import { type Recorded, recorded } from '../recorded.js';
import { PERSIAN } from './answers.js';

/** A log that keeps what it is told. */
export interface KeptLog {
  readonly lines: { readonly level: string; readonly details: object; readonly message: string }[];
  readonly log: DiscordOptions['log'];
}

export function keptLog(): KeptLog {
  const lines: KeptLog['lines'] = [];
  const keep = (level: string) => (details: object, message: string) =>
    void lines.push({ level, details, message });
  return { lines, log: { info: keep('info'), warn: keep('warn'), error: keep('error') } };
}

/** A core that answers all alike, and keeps what it was asked and told. */
export interface CannedChat extends Chat, Recorded {
  readonly judged: {
    readonly answerId: string;
    readonly person: string;
    readonly verdict: Verdict;
  }[];
}

export const CANNED: Reply = { kind: 'answer', id: 'answer-1', answer: PERSIAN };

export function cannedChat(
  ask: (question: string) => Reply | Promise<Reply> = () => CANNED,
  others: Partial<Chat> = {},
): CannedChat {
  const judged: CannedChat['judged'] = [];
  return {
    ...recorded(ask),
    judged,
    admit: () => null,
    async source() {
      return null;
    },
    async judge(answerId, person, verdict) {
      judged.push({ answerId, person, verdict });
      return true;
    },
    ...others,
  };
}

/** The bot on the emulated Discord. */
export interface OpenBot {
  readonly discord: DiscordEmulator;
  readonly platform: Platform;
  readonly lines: KeptLog['lines'];
}

/** Starts the bot over a core on a Discord of its own; both end with the test. */
export async function openBot(
  chat: Chat,
  options: Partial<DiscordOptions> = {},
  emulated: DiscordEmulatorOptions = {},
): Promise<OpenBot> {
  const discord = await startDiscordEmulator(emulated);
  onTestFinished(() => discord.close());
  return { discord, ...(await startBot(discord, chat, options)) };
}

/** Starts the bot, again perhaps, on a Discord that is there. */
export async function startBot(
  discord: DiscordEmulator,
  chat: Chat,
  options: Partial<DiscordOptions> = {},
): Promise<Omit<OpenBot, 'discord'>> {
  const { lines, log } = keptLog();
  const platform = await startDiscord(
    { token: discord.token, apiRoot: discord.url, log, ...options },
    chat,
  );
  onTestFinished(() => platform.stop(100));
  return { platform, lines };
}

/** A slash command by someone, and its answers as they come. */
export function ask(discord: DiscordEmulator, question: string, channel = discord.channel) {
  const user = discord.addUser('نرگس');
  return discord.send.slashCommand({ name: 'ask', options: { question }, user, channel });
}

/** The answer to a slash command once its buttons, or the whole of a notice, are there. */
export function answered(discord: DiscordEmulator, asked: ReturnType<typeof ask>) {
  return discord.when<MessageView>('answer', () =>
    asked.answers().find((message) => !message.loading),
  );
}
