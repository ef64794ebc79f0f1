import { inspect } from 'node:util';
import { onTestFinished } from 'vitest';
import { DEFAULT_LIMITS } from '../../../adapters/admission.js';
import type { Platform } from '../../../adapters/chat.js';
import { openChat } from '../../../adapters/chat-core.js';
import type { TelegramOptions } from '../../../adapters/telegram/options.js';
import { startTelegram } from '../../../adapters/telegram/telegram.js';
import type { Answer } from '../../../src/answer/schema.js';
import { openLocalMemory } from '../../../src/records/local.js';
import type { Memory } from '../../../src/records/port.js';
import { temporaryFolder } from '../../support/folders.js';
import {
  type EmulatorOptions,
  startTelegramEmulator,
  type TelegramEmulator,
} from '../../support/telegram/emulator.js';
import { type Core, chatOver, type RecordedChat } from './core.js';

/** Person 7001 and the group of the emulator. */
export const USER = 7001;
export const GROUP = -1_001_000_000_001;

/** Log lines, whole. */
export interface LogBook {
  readonly log: TelegramOptions['log'];
  /** Everything that was logged, with all properties of errors, hidden ones too. */
  text(): string;
}

function logBook(): LogBook {
  const lines: unknown[] = [];
  const keep = (level: string) => (details: object, message: string) => {
    lines.push([level, details, message]);
  };
  return {
    log: { info: keep('info'), warn: keep('warn'), error: keep('error') },
    text: () => inspect(lines, { depth: 12, showHidden: true, maxStringLength: null }),
  };
}

/** A Telegram, and the bot on it; both end with the test. */
export interface Running {
  readonly telegram: TelegramEmulator;
  readonly platform: Platform;
  readonly chat: RecordedChat;
  readonly logs: LogBook;
}

/** What the bot remembers of a Telegram over its restarts. */
const memories = new WeakMap<TelegramEmulator, Memory>();

export async function emulate(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const telegram = await startTelegramEmulator(options);
  const memory = openLocalMemory(temporaryFolder());
  memories.set(telegram, memory);
  onTestFinished(async () => {
    await telegram.close();
    await memory.close();
  });
  return telegram;
}

export function memoryOf(telegram: TelegramEmulator): Memory {
  const memory = memories.get(telegram);
  if (memory === undefined) throw new Error('this Telegram was not started by emulate()');
  return memory;
}

export async function connect(
  telegram: TelegramEmulator,
  core: Core | RecordedChat,
  options: Partial<TelegramOptions> = {},
): Promise<Running> {
  const chat = typeof core === 'function' ? chatOver(core) : core;
  const logs = logBook();
  const { token, apiRoot } = telegram;
  const platform = await startTelegram(
    { token, apiRoot, log: logs.log, ...options },
    chat,
    memoryOf(telegram),
  );
  onTestFinished(() => platform.stop(1_000));
  return { telegram, platform, chat, logs };
}

/** The bot over a core, on a Telegram of its own. */
export async function run(core: Core, options: EmulatorOptions = {}): Promise<Running> {
  return connect(await emulate(options), core);
}

/** One run of the bot as the process makes it: real chat, real records in a folder. */
export interface Run {
  readonly asked: readonly string[];
  readonly logs: LogBook;
  /** Ends as a process does that is told to: platform first, then the chat. */
  stop(patience: number): Promise<void>;
}

export async function startRun(
  telegram: TelegramEmulator,
  folder: string,
  answer: (question: string) => Answer | Promise<Answer>,
): Promise<Run> {
  const asked: string[] = [];
  const logs = logBook();
  const ask = async (question: string) => {
    asked.push(question);
    return answer(question);
  };
  const bot = { ask, paragraph: async () => null };
  const memory = openLocalMemory(folder);
  const { chat, close } = openChat(bot, memory, DEFAULT_LIMITS, () => {});
  const { token, apiRoot } = telegram;
  const platform = await startTelegram({ token, apiRoot, log: logs.log }, chat, memory);
  let stopped: Promise<void> | undefined;
  const stop = (patience: number) => {
    stopped ??= platform.stop(patience).then(() => close(100));
    return stopped;
  };
  onTestFinished(() => stop(100));
  return { asked, logs, stop };
}
