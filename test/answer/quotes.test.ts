import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mostanad } from '../../src/mostanad.js';
import { openBot } from '../support/bot.js';

const CLAIM =
  'ابومحمد جولانی سرکرده تروریست‌ها مدعی شد: «ارتش سوریه فرو پاشید. فرمانده لشکر چهارم در درعا کشته شد. مردم به ما پیوستند.»';
/** One sentence: the passage that it is cut into ends with «افتتاح». */
const BRIDGE = `پل بزرگ شهر حلب در شمال سوریه که چند سال پیش ${'ساخت آن در زمان شهردار پیشین با کمک مهندسان بسیار آغاز شده بود و '.repeat(20)}به گفته شهردار در ماه آبان با حضور وزیر راه افتتاح نخواهد شد.`;

let folder: string;
let bot: Mostanad;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostanad-quotes-'));
  const corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  const claim = `ادعای جولانی درباره درعا\n\n${CLAIM} وزارت دفاع این سخنان را دروغ محض خواند.`;
  writeFileSync(join(corpus, 'claim.txt'), claim);
  writeFileSync(join(corpus, 'bridge.txt'), `پل بزرگ حلب\n\n${BRIDGE}`);
  bot = await openBot([corpus], join(folder, 'data'));
});
afterAll(async () => {
  await bot.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what someone claims is quoted with who claims it', async () => {
  const { citations } = await bot.ask('چه کسی در درعا کشته شد؟', { threshold: 0 });
  expect(citations.map(({ quote }) => quote)).toContain(CLAIM);
  expect(citations.filter(({ quote }) => quote.startsWith('فرمانده'))).toEqual([]);
});

test('no part of a sentence that is longer than a passage is quoted', async () => {
  const { citations } = await bot.ask('پل بزرگ شهر حلب در چه ماهی افتتاح می‌شود؟', { threshold: 0 });
  for (const { quote } of citations) expect(BRIDGE.includes(quote)).toBe(quote === BRIDGE);
});
