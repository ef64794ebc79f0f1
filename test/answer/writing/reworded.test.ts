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

const PLAN = [
  'طرح آبرسانی زاینده‌رود به یزد سال آینده به پایان می‌رسد و چهل روستا از آن آب می‌گیرند.',
  'برای این طرح آبرسانی نود کیلومتر لوله در سه شهرستان استان کار گذاشته شده و دو ایستگاه پمپاژ نیز در میانه راه ساخته شده است که هر یک شش پمپ بزرگ دارد.',
  'هزینه طرح آبرسانی دو هزار میلیارد تومان است که نیمی از آن را دولت و نیم دیگر را بخش خصوصی با وام بانک‌های استان و فروش اوراق مشارکت در دو سال گذشته پرداخته است.',
  'کارگران طرح آبرسانی بیشتر از روستاهای همان منطقه هستند و پس از پایان کار نیز در نگهداری از لوله‌ها و پمپ‌ها و مخزن‌ها به کار گرفته می‌شوند تا روستاها خالی نشود.',
  'پیمانکار طرح آبرسانی یک شرکت ایرانی است که پیش از این سه طرح همانند را در استان‌های کرمان و سمنان و خراسان جنوبی به پایان رسانده و از آن‌ها به خوبی نگهداری کرده است.',
] as const;
const QUOTATION = `استاندار یزد گفت: «${PLAN.join(' ')}»`;
const COST = 'هزینه طرح آبرسانی زاینده‌رود به یزد چقدر است؟';

let folder: string;
let server: ChatServer;
let bot: Mostanad;
/** What the model claims of the article's paragraph. */
let claims: readonly { readonly sentence: string; readonly quote: string }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostanad-reworded-'));
  const articles = [
    { id: 'metro', title: 'قطار شهری کاشان', text: `${LENGTH} ${STATIONS}` },
    { id: 'water', title: 'طرح آبرسانی زاینده‌رود به یزد', text: QUOTATION },
  ];
  const file = join(folder, 'news.jsonl');
  writeFileSync(file, articles.map((article) => JSON.stringify(article)).join('\n'));
  server = await openChatServer(({ data }) => {
    const n = data.passages.find(({ text }) => text.includes(claims[0]?.quote ?? ''))?.n ?? 0;
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

it('answers by what answers, not by what stands beside it in one long quotation', async () => {
  claims = [{ sentence: 'شمار روستاهایی که از طرح آبرسانی آب می‌گیرند چهل تاست.', quote: PLAN[0] }];
  const drafts: string[] = [];
  const answer = await bot.ask(COST, { onDraft: ({ text }) => drafts.push(text) });
  expect(answer.mode).toBe('extractive');
  expect(answer.text).toContain('دو هزار میلیارد تومان');
  expect(drafts).toEqual([]);
});

it('says each sentence of one long quotation once, and who says it once', async () => {
  claims = [
    { sentence: 'خرج طرح آبرسانی دو هزار میلیارد تومان شده است.', quote: PLAN[2] },
    { sentence: 'مردم روستاهای همان منطقه کارگر طرح آبرسانی‌اند.', quote: PLAN[3] },
  ];
  const drafts: string[] = [];
  await bot.ask(COST, { onDraft: ({ text }) => drafts.push(text) });
  const [, last = ''] = drafts;
  expect(last.split('استاندار')).toHaveLength(2);
  expect(last).toBe(`استاندار یزد گفت: «${PLAN.slice(0, 4).join(' ')} [1]`);
});
