import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Answer } from '../../../src/answer/schema.js';
import type { Mostanad } from '../../../src/mostanad.js';
import { openWritingBot } from '../../support/chat/bot.js';
import { type ChatServer, openChatServer } from '../../support/chat/server.js';

const LENGTH = 'شهردار کاشان گفت طول خط تازهٔ قطار شهری ۱۸ کیلومتر است.';
const STATIONS = 'خط تازهٔ قطار شهری کاشان هشت ایستگاه دارد و از میدان کمال‌الملک تا دانشگاه می‌رود.';
const QUESTION = 'طول خط تازهٔ قطار شهری کاشان چند کیلومتر است؟';

let folder: string;
let server: ChatServer;
let bot: Mostanad;
/** What the model claims of the article's paragraph. */
let claims: readonly { readonly sentence: string; readonly quote: string }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostanad-reworded-'));
  const article = { id: 'metro', title: 'قطار شهری کاشان', text: `${LENGTH} ${STATIONS}` };
  const file = join(folder, 'news.jsonl');
  writeFileSync(file, JSON.stringify(article));
  server = await openChatServer(({ data }) => {
    const n = data.passages.find(({ text }) => text.includes(LENGTH))?.n ?? 0;
    const list = claims.map(({ sentence, quote }) => ({ sentence, evidence: [{ n, quote }] }));
    return { kind: 'reply', text: JSON.stringify({ claims: list }) };
  });
  ({ bot } = await openWritingBot([file], join(folder, 'data'), server.baseUrl));
});
afterAll(async () => {
  await bot.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

it('says in the words of the article what a model tells in its own, with the citation', async () => {
  claims = [
    { sentence: 'طول خط تازهٔ قطار شهری ۱۸ کیلومتر است.', quote: LENGTH },
    { sentence: 'مسافران خط تازه در هشت ایستگاه پیاده و سوار می‌شوند.', quote: STATIONS },
  ];
  const drafts: string[] = [];
  const answer = await bot.ask(QUESTION, { onDraft: ({ text }) => drafts.push(text) });
  expect(() => Answer.parse(answer)).not.toThrow();
  expect(answer.mode).toBe('generated');
  expect(answer.text).toBe(`طول خط تازهٔ قطار شهری ۱۸ کیلومتر است. [1]\n${STATIONS} [2]`);
  expect(answer.citations.map(({ quote }) => quote)).toEqual([LENGTH, STATIONS]);
  expect(drafts.at(-1)).toBe(answer.text);
  expect(drafts.join('\n')).not.toContain('مسافران');
});

it('says a nearly true sentence never, and the whole sentence that it bends instead', async () => {
  claims = [
    { sentence: 'طول خط تازهٔ قطار شهری ۱۸ کیلومتر است.', quote: LENGTH },
    {
      sentence: 'خط تازهٔ قطار شهری کاشان قرار بود هشت ایستگاه داشته باشد.',
      quote: STATIONS,
    },
  ];
  const { text } = await bot.ask(QUESTION);
  expect(text).not.toContain('قرار بود');
  expect(text.endsWith(`${STATIONS} [2]`)).toBe(true);
});

it('drops a claim whose number its quote has not, and says nothing in its place', async () => {
  claims = [
    { sentence: 'طول خط تازهٔ قطار شهری ۱۸ کیلومتر است.', quote: LENGTH },
    { sentence: 'خط تازهٔ قطار شهری کاشان نه ایستگاه دارد.', quote: STATIONS },
  ];
  const { text } = await bot.ask(QUESTION);
  expect(text).toBe('طول خط تازهٔ قطار شهری ۱۸ کیلومتر است. [1]');
});
