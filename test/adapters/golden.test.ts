import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../adapters/admission.js';
import type { Reply, SourceView } from '../../adapters/chat.js';
import { openChat } from '../../adapters/chat-core.js';
import type { Body } from '../../adapters/discord/body.js';
import { renderSource as renderForDiscord } from '../../adapters/discord/render.js';
import { renderSource as renderForTelegram } from '../../adapters/telegram/render.js';
import { openLocalMemory } from '../../src/records/local.js';
import { openBot } from '../support/bot.js';
import { ROOT } from '../support/folders.js';
import { answered, ask, cannedChat, openBot as openDiscord } from './discord/bot.js';
import { buttonsOf, displaysOf } from './discord/reading.js';
import { run, USER } from './telegram/setup.js';

type Name = keyof typeof QUESTIONS;
type AnswerReply = Extract<Reply, { kind: 'answer' }>;

/** Asked of the product over the article that ships: what comes back is no one's invention. */
const QUESTIONS = {
  persian: 'چه درصدی از خاک سوریه در کنترل دولت است؟',
  arabic: 'كم نسبة أراضي سوريا التي تسيطر عليها الدولة؟',
  english: 'By how much did trade grow in the first half of the year?',
  mixed: 'اولین تحویل Sputnik V و Sputnik Light به کدام کشور انجام شد؟',
  abstention: 'قیمت نفت امروز چقدر است؟',
} as const;
const NAMES = Object.keys(QUESTIONS) as Name[];

/**
 * What people read in review; compiled, this file is in dist/. Where the product answers otherwise, or
 * a platform shows it otherwise, and that is meant, this renews all of it:
 *
 *     npx tsc -p . && npx vitest run dist/test/adapters/golden.test.js -u
 */
const GOLDEN = join(ROOT, 'test/adapters/golden');

const replies = new Map<Name, AnswerReply>();
let source: SourceView | null = null;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mostanad-golden-'));
  const bot = await openBot([join(ROOT, 'corpus')], folder);
  const { chat, close } = openChat(bot, openLocalMemory(folder), DEFAULT_LIMITS, () => {});
  afterAll(async () => {
    await close(0);
    await bot.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const name of NAMES) {
    const reply = await chat.ask('golden:1', QUESTIONS[name]);
    if (reply.kind !== 'answer') throw new Error(`${name}: ${JSON.stringify(reply)}`);
    if (name === 'english') source = await chat.source(reply.id ?? '', 1);
    replies.set(name, { ...reply, id: name });
  }
});

function replyTo(name: Name): AnswerReply {
  const reply = replies.get(name);
  if (reply === undefined) throw new Error(`${name} was not asked`);
  return reply;
}

/** What cannot be seen, so that a review sees it. */
const INVISIBLE: Readonly<Record<string, string>> = {
  '\u200e': '⟨LRM⟩',
  '\u200f': '⟨RLM⟩',
  '\u061c': '⟨ALM⟩',
  '\u2068': '⟨',
  '\u2069': '⟩',
};

function visible(text: string): string {
  return text.replace(/[\u200e\u200f\u061c\u2068\u2069]/gu, (sign) => INVISIBLE[sign] ?? sign);
}

test('the answers are those of the product over the article that ships', async () => {
  const answers = NAMES.map((name) => {
    const { timings: _, confidence: __, ...answer } = replyTo(name).answer;
    return [name, answer] as const;
  });
  const shown = `${JSON.stringify(Object.fromEntries(answers), null, 2)}\n`;
  await expect(shown).toMatchFileSnapshot(join(GOLDEN, 'answers.json'));
});

describe('what Discord receives', () => {
  const readable = (body: Body) =>
    [
      `flags ${body.flags}, allowed_mentions ${JSON.stringify(body.allowed_mentions)}`,
      ...displaysOf(body).flatMap((text) => ['--- text', visible(text)]),
      '--- buttons',
      ...buttonsOf(body).map(({ label, customId }) => `${label} → ${customId}`),
      '',
    ].join('\n');

  test.each(NAMES)('for the %s answer is as reviewed', async (name) => {
    const { discord } = await openDiscord(cannedChat(() => replyTo(name)));
    await answered(discord, ask(discord, QUESTIONS[name]));
    const bodies = discord.calls(/^PATCH/).map(({ body }) => readable(body as Body));
    await expect(bodies.join('\n')).toMatchFileSnapshot(join(GOLDEN, 'discord', `${name}.txt`));
  });

  test('for a source is as reviewed', async () => {
    const bodies = renderForDiscord(source as SourceView, 'en').map(readable);
    await expect(bodies.join('\n')).toMatchFileSnapshot(join(GOLDEN, 'discord', 'source.txt'));
  });
});

describe('what Telegram receives', () => {
  const readable = (html: string, keyboard?: InlineKeyboardMarkup) =>
    [
      '--- text',
      visible(html),
      '--- buttons',
      ...(keyboard?.inline_keyboard ?? []).map((row) =>
        row
          .map(
            (button) =>
              `${button.text} → ${'callback_data' in button ? button.callback_data : 'no data'}`,
          )
          .join(' | '),
      ),
      '',
    ].join('\n');

  test.each(NAMES)('for the %s answer is as reviewed', async (name) => {
    const { telegram } = await run(() => replyTo(name));
    telegram.send.privateText(QUESTIONS[name]);
    await telegram.waitFor(() => telegram.messages(USER).at(-1)?.buttons[0]);
    const sent = telegram.log
      .filter(({ method }) => method === 'sendMessage')
      .map(({ payload: { text, reply_markup, ...options } }) =>
        [
          JSON.stringify(options),
          readable(String(text), reply_markup as InlineKeyboardMarkup | undefined),
        ].join('\n'),
      );
    await expect(sent.join('\n')).toMatchFileSnapshot(join(GOLDEN, 'telegram', `${name}.txt`));
  });

  test('for a source is as reviewed', async () => {
    const parts = renderForTelegram(source as SourceView, 'en').map(({ html }) => readable(html));
    await expect(parts.join('\n')).toMatchFileSnapshot(join(GOLDEN, 'telegram', 'source.txt'));
  });
});
