import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Body } from '../../../adapters/discord/body.js';
import type { Answer } from '../../../src/answer/schema.js';
import { ROOT } from '../../support/folders.js';
import { ABSTENTION, ARABIC, ENGLISH, MIXED, PERSIAN } from './answers.js';
import { answered, ask, cannedChat, openBot } from './bot.js';
import { buttonsOf, displaysOf } from './reading.js';

/** What cannot be seen, so that a review sees it. */
const INVISIBLE: Readonly<Record<string, string>> = {
  '\u200e': '⟨LRM⟩',
  '\u200f': '⟨RLM⟩',
  '\u2068': '⟨',
  '\u2069': '⟩',
};

function readable(body: Body): string {
  const { flags, allowed_mentions } = body;
  const visible = (text: string) =>
    text.replace(/[\u200e\u200f\u2068\u2069]/gu, (sign) => INVISIBLE[sign] ?? sign);
  return [
    `flags ${flags}, allowed_mentions ${JSON.stringify(allowed_mentions)}`,
    ...displaysOf(body).flatMap((text) => ['--- text', visible(text)]),
    '--- buttons',
    ...buttonsOf(body).map(({ label, customId }) => `${label} → ${customId}`),
    '',
  ].join('\n');
}

test.each<[string, Answer]>([
  ['persian', PERSIAN],
  ['arabic', ARABIC],
  ['english', ENGLISH],
  ['mixed', MIXED],
  ['abstention', ABSTENTION],
])('what Discord receives for the %s answer is as reviewed', async (name, answer) => {
  const chat = cannedChat(() => ({ kind: 'answer', id: 'answer-1', answer }));
  const { discord } = await openBot(chat);
  await answered(discord, ask(discord, answer.question));
  const bodies = discord.calls(/^PATCH/).map(({ body }) => readable(body as Body));
  await expect(bodies.join('\n')).toMatchFileSnapshot(
    join(ROOT, 'test/adapters/discord/golden', `${name}.txt`),
  );
});
