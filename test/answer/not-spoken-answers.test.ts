import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mostanad } from '../../src/mostanad.js';
import { openBot } from '../support/bot.js';
import { ROOT } from '../support/folders.js';

const HIGHWAY = `گشایش بزرگراه تازه در آنکارا

بزرگراه تازه آنکارا صبح دیروز با حضور اردوغان و شماری از وزیران گشایش یافت و اردوغان نخستین کسی بود که با خودرو از آن گذشت.

بولنت اجویت مهندس این طرح گفت: ساخت بزرگراه چهار سال طول کشید و سه تونل در آن کنده شد.

وی افزود: روزانه هشتاد هزار خودرو از این راه می‌گذرند.`;

const TALKS = `گفت‌وگوی ظریف و بارزانی در اربیل

محمدجواد ظریف دیروز برای گفت‌وگو درباره بازرگانی مرزی وارد اربیل شد و مسعود بارزانی در فرودگاه از او پذیرایی کرد.

ظریف پس از این دیدار به خبرنگاران گفت: دو گذرگاه مرزی تا پایان تابستان باز می‌شود.

وی اظهار داشت: بازرگانی دو سوی مرز به سه میلیارد دلار رسیده است.`;

let folder: string;
let bot: Mostanad;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostanad-spoken-'));
  const articles = join(folder, 'articles');
  mkdirSync(articles);
  writeFileSync(join(articles, 'highway.txt'), HIGHWAY);
  writeFileSync(join(articles, 'talks.txt'), TALKS);
  bot = await openBot([join(ROOT, 'corpus'), articles], join(folder, 'data'));
});
afterAll(async () => {
  await bot.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  'لاوروف در این دیدار چه گفت؟',
  'اردوغان در گشایش بزرگراه چه گفت؟',
  'What did Erdogan say at the opening of the highway?',
  'بارزانی در فرودگاه اربیل چه گفت؟',
  'بارزاني تو اين ديدار چي گفت',
  'ماذا قال مسعود بارزاني في أربيل؟',
])('who is only met or attends is not quoted: %s', async (question) => {
  const { answered, text } = await bot.ask(question);
  expect(answered, text).toBe(false);
});

test.each([
  ['ظریف پس از دیدار با بارزانی چه گفت؟', 'تا پایان تابستان'],
  ['به گفته ظریف بازرگانی دو سوی مرز به چند دلار رسیده؟', 'سه میلیارد دلار'],
  ['اجویت گفت ساخت بزرگراه چند سال طول کشید؟', 'چهار سال'],
])('who speaks is quoted: %s', async (question, words) => {
  // Whoever is surest of all: how sure one must be is not what is asked here.
  const { citations } = await bot.ask(question, { threshold: 0.3 });
  expect(citations[0]?.quote ?? '').toContain(words);
});
