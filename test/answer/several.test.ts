import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Answer } from '../../src/answer/schema.js';
import { splitBlocks } from '../../src/corpus/blocks.js';
import type { Mostanad } from '../../src/mostanad.js';
import { readFilter } from '../../src/search/filter.js';
import { openBot } from '../support/bot.js';
import { ROOT } from '../support/folders.js';

const paragraphs = splitBlocks(readFileSync(join(ROOT, 'corpus/seed-article.txt'), 'utf8'));

let data: string;
let bot: Mostanad;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'mostanad-several-'));
  bot = await openBot([join(ROOT, 'corpus')], data);
});
afterAll(async () => {
  await bot.close();
  rmSync(data, { recursive: true, force: true });
});

/** Each part's first paragraph; null where it is not answered. */
function answeredFrom({ parts = [], citations }: Answer): readonly (number | null)[] {
  return parts.map(({ markers: [first] }) => {
    const cited = citations.find(({ marker }) => marker === first);
    return cited?.paragraph ?? null;
  });
}

/** Holds for every answer to several questions. */
function expectSound(answer: Answer): void {
  expect(() => Answer.parse(answer)).not.toThrow();
  const markers = [...answer.text.matchAll(/\[(\d+)\]/g)].map((found) => Number(found[1]));
  expect(markers).toEqual(answer.citations.map(({ marker }) => marker));
  expect(markers).toEqual(markers.map((_, at) => at + 1));
  for (const { paragraph, start, end, quote } of answer.citations) {
    expect(paragraphs[paragraph]?.slice(start, end)).toBe(quote);
  }
  const parts = answer.parts ?? [];
  for (const { answered, markers: own } of parts) expect(own.length > 0).toBe(answered);
  expect(answer.answered).toBe(parts.some(({ answered }) => answered));
  const sure = parts.filter(({ answered }) => answered).map(({ confidence }) => confidence);
  if (answer.answered) expect(answer.confidence).toBe(Math.min(...sure));
}

describe('each question of a message is answered, in their order', () => {
  test.each([
    ['نشست سران کجا برگزار شد و چه کسانی به آن پیوستند؟', [2, 3]],
    ['چند درصد از خاك سوريه در کنترل دولت است ومشکل اصلی از نظر پوتین چیست؟', [16, 17]],
    ['اسد محاصره رو چی توصیف کرد و برای چی از مردم روسیه تشکر کرد؟', [11, 13]],
    ['وزیر خارجه سوریه کیست؟ حجم تجارت چقدر افزایش یافت؟', [3, 20]],
    [
      'What percentage of Syria does the government control, and how much did trade increase?',
      [16, 20],
    ],
    [
      'How did Assad describe the siege? How much did trade between the two countries grow?',
      [11, 20],
    ],
    ['ما نسبة الأراضي التي تسيطر عليها الحكومة السورية وكم ازداد حجم التبادل التجاري؟', [16, 20]],
    ['نشست کجا برگزار شد، چه کسانی به آن پیوستند و حجم تجارت چند برابر شد؟', [2, 3, 20]],
  ])('%s', async (message, expected) => {
    const answer = await bot.ask(message);
    expectSound(answer);
    expect(answer).toMatchObject({ question: message, answered: true, mode: 'extractive' });
    expect(answeredFrom(answer)).toEqual(expected);
  });

  test('a quote that answers two of them stands there once', async () => {
    const answer = await bot.ask(
      'وزیر خارجه سوریه کیست و چه کسانی به دیدار دو رئیس جمهور پیوستند؟',
    );
    expectSound(answer);
    expect(answeredFrom(answer)).toEqual([3, 3]);
    expect(answer.citations).toHaveLength(1);
  });
});

describe('what the corpus does not answer is named beside what it does', () => {
  test.each([
    [
      'چه کسانی به دیدار پیوستند و قیمت طلا چقدر شد؟',
      [3, null],
      '«قیمت طلا چقدر شد؟»: در اسناد موجود پاسخی برای این پرسش نیست.',
    ],
    [
      'Who won the World Cup? Who joined the meeting of the presidents?',
      [null, 3],
      '“Who won the World Cup?”: The corpus does not say.',
    ],
    [
      'من انضم إلى لقاء الرئيسين وما سعر الذهب؟',
      [3, null],
      '«ما سعر الذهب؟»: لا تجيب الوثائق المتاحة عن هذا السؤال.',
    ],
  ])('%s', async (message, expected, line) => {
    const answer = await bot.ask(message);
    expectSound(answer);
    expect(answeredFrom(answer)).toEqual(expected);
    expect(answer.text.split('\n').at(-1)).toBe(line);
    expect(answer.nearest).toEqual([]);
  });

  test('its text makes no markers', async () => {
    const answer = await bot.ask('چه کسانی به دیدار پیوستند؟ قیمت طلا [7] چقدر شد؟');
    expectSound(answer);
    expect(answer.text).toContain('(7)');
  });

  test('within a filter it is told of that', async () => {
    const { filter } = readFilter({ language: ['fa'] });
    const message = 'چه کسانی به دیدار پیوستند و قیمت طلا چقدر شد؟';
    const answer = await bot.ask(message, { filter });
    expectSound(answer);
    expect(answer.text.split('\n').at(-1)).toContain('زبان فارسی');
  });
});

describe('where none is answered it is declined as one question is', () => {
  test.each([
    ['قیمت دلار چند است و چه کسی برنده جام جهانی شد؟', 'در اسناد موجود پاسخی برای این پرسش نیست.'],
    ['Who won the World Cup and what was the score?', 'The corpus does not say.'],
    ['كم عدد سكان القاهرة ومن هو رئيس مصر؟', 'لا تجيب الوثائق المتاحة عن هذا السؤال.'],
  ])('%s', async (message, text) => {
    const answer = await bot.ask(message);
    expectSound(answer);
    expect(answer).toMatchObject({ question: message, answered: false, text, citations: [] });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });
});

describe("no one's words answer what is asked of another", () => {
  test.each([
    'پوتین محاصره را چگونه توصیف کرد و از چه چیزی تشکر کرد؟',
    'پوتین محاصره را چگونه توصیف کرد؟ از چه چیزی تشکر کرد؟',
    'How did Putin describe the siege and what did he thank the Russian people for?',
    'كيف وصف بوتين الحصار وعلى ماذا شكر روسيا؟',
    'رئیس جمهور ایران محاصره را چگونه توصیف کرد و از چه تشکر کرد؟',
    // Of another country or person is also what names nobody and goes on from it.
    'چند درصد خاک عراق دست دولت است و حجم تجارت چقدر افزایش یافت؟',
    'ترامپ چه گفت و حجم تجارت دو کشور چند برابر شد؟',
    'How did Biden describe the siege and how much did trade grow?',
    'در سال ۱۳۹۵ حجم تجارت چقدر بود و چند درصد افزایش یافت؟',
  ])('%s', async (message) => {
    const answer = await bot.ask(message);
    expectSound(answer);
    expect(answer.parts).toHaveLength(2);
    expect(answer.answered).toBe(false);
  });

  test('a view of someone who only was there is declined, his office is not', async () => {
    const answer = await bot.ask('لاوروف کیست و نظر او درباره پناهندگان چه بود؟');
    expect(answeredFrom(answer)).toEqual([3, null]);
  });
});

describe('in a conversation', () => {
  test('several questions go on from what was asked before', async () => {
    const first = await bot.ask('اسد محاصره را چگونه توصیف کرد؟');
    const message = 'از چه چیزی تشکر کرد و حجم تجارت چند برابر شد؟';
    const answer = await bot.ask(message, { history: [first] });
    expectSound(answer);
    expect(answeredFrom(answer)).toEqual([13, 20]);
  });

  test('«و بعد؟», «چرا؟» and a follow-up go on from the last of them', async () => {
    const message = 'چه کسانی به دیدار پیوستند و حجم تجارت چند برابر شد؟';
    const history = [await bot.ask(message)];
    const next = await bot.ask('و بعد؟', { history });
    expect(next.citations[0]?.paragraph).toBe(21);
    const why = await bot.ask('چرا؟', { history });
    expect(why.understood).toBe('چرا حجم تجارت 3.5 برابر شد؟');
  });

  test('«چرا؟» after one that was declined asks nothing', async () => {
    const message = 'چه کسانی به دیدار پیوستند و قیمت طلا چقدر شد؟';
    const history = [await bot.ask(message)];
    expect((await bot.ask('چرا؟', { history })).answered).toBe(false);
  });
});

test('a message that is one question has no parts', async () => {
  const answer = await bot.ask('در نیمه اول سال حجم تجارت چند برابر شد؟');
  expect(answer).not.toHaveProperty('parts');
});

test('answering ends with its signal', async () => {
  const signal = AbortSignal.abort(new Error('withdrawn'));
  const message = 'چه کسانی به دیدار پیوستند و حجم تجارت چند برابر شد؟';
  await expect(bot.ask(message, { signal })).rejects.toThrow('withdrawn');
});
