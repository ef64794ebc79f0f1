import { inspect } from 'node:util';
import { onTestFinished } from 'vitest';
import type { Chat, Platform } from '../../../adapters/chat.js';
import type { TelegramOptions } from '../../../adapters/telegram/options.js';
import { startTelegram } from '../../../adapters/telegram/telegram.js';
import {
  type EmulatorOptions,
  startTelegramEmulator,
  type TelegramEmulator,
} from '../../support/telegram/emulator.js';
import { type Core, chatOver, type Recorded } from './core.js';

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
  readonly chat: Chat & Recorded;
  readonly logs: LogBook;
}

export async function emulate(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const telegram = await startTelegramEmulator(options);
  onTestFinished(() => telegram.close());
  return telegram;
}

export async function connect(
  telegram: TelegramEmulator,
  core: Core | (Chat & Recorded),
  options: Partial<TelegramOptions> = {},
): Promise<Running> {
  const chat = typeof core === 'function' ? chatOver(core) : core;
  const logs = logBook();
  const { token, apiRoot } = telegram;
  const platform = await startTelegram({ token, apiRoot, log: logs.log, ...options }, chat);
  onTestFinished(() => platform.stop(1_000));
  return { telegram, platform, chat, logs };
}

/** The bot over a core, on a Telegram of its own. */
export async function run(core: Core, options: EmulatorOptions = {}): Promise<Running> {
  return connect(await emulate(options), core);
}
