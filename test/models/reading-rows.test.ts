import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPack } from '../../src/models/pack.js';
import { questionIds, readingRows } from '../../src/models/reading-rows.js';
import { createTokenizer, type Tokens } from '../../src/models/tokenizer.js';
import { ROOT } from '../support/folders.js';

const MODELS = join(ROOT, 'models');

/** `before` tokens of context, then `count` of the passage, each one unit long. */
function tokens(before: number, count: number): Tokens {
  const all = Array.from({ length: before + count }, (_, at) => at);
  return {
    ids: all.map((at) => 1000 + at),
    places: all.map((at) => ({ start: at, end: at + 1 })),
  };
}

test('every row holds the question and the context, and the rows together hold the passage', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 10, max: 99 }), { maxLength: 128 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 1500 }),
      (question, before, count) => {
        const passage = tokens(before, count);
        const rows = readingRows(question, passage, before);
        const covered = new Set<number>();
        for (const { ids, base, places } of rows) {
          expect(ids.length).toBeLessThanOrEqual(320);
          expect(ids.slice(0, base)).toEqual([
            0,
            ...question,
            2,
            2,
            ...passage.ids.slice(0, before),
          ]);
          expect(ids.at(-1)).toBe(2);
          expect(ids.length).toBe(base + places.length + 1);
          places.forEach(({ start }, at) => {
            expect(ids[base + at]).toBe(passage.ids[before + start]);
            covered.add(start);
          });
        }
        expect(covered.size).toBe(count);
      },
    ),
  );
});

test('a passage of nothing but its context has no row', () => {
  expect(readingRows([5], tokens(3, 0), 3)).toEqual([]);
});

test('behind the longest question a long passage is read in few windows', () => {
  const question = Array.from({ length: 128 }, () => 5);
  expect(readingRows(question, tokens(100, 500), 100).length).toBeLessThan(16);
});

test('of a long question the prefix and the last tokens are kept', () => {
  const question = tokens(2, 200);
  const kept = questionIds(question, 2);
  expect(kept).toEqual([...question.ids.slice(0, 2), ...question.ids.slice(-126)]);
  expect(questionIds(tokens(2, 126), 2)).toEqual(tokens(2, 126).ids);
});

test.each([
  [
    'fa',
    'در نشست سران سوریه و روسیه که در مسکو برگزار شد، دو رئیس جمهور درباره همکاری دو ارتش در مبارزه با تروریسم گفت‌وگو کردند و وزیران خارجه نیز به آنان پیوستند. ',
    'دولت سوریه چند درصد خاک را در اختیار دارد؟',
    'حجم تجارت دو کشور چند برابر شد؟',
  ],
  [
    'ar',
    'في القمة السورية الروسية التي عقدت في موسكو بحث الرئيسان التعاون بين الجيشين في محاربة الإرهاب وانضم إليهما وزيرا الخارجية. ',
    'كم تبلغ نسبة الأراضي المحررة؟',
    'كم مرة ارتفع حجم التجارة؟',
  ],
  [
    'en',
    'At the summit of Syria and Russia, which was held in Moscow, the two presidents spoke about how their armies fight terrorism together, and their ministers joined them. ',
    'How much of the land is under control?',
    'How many times did the trade grow?',
  ],
])('what is asked behind much that is told is read: %s', async (_, told, one, other) => {
  const pack = await readPack(MODELS);
  const tokenizer = createTokenizer(pack, readFileSync(join(MODELS, 'tokenizer.json'), 'utf8'));
  const read = (question: string) =>
    questionIds(tokenizer.tokens(pack.queryPrefix + question), pack.queryPrefix.length);
  const preamble = told.repeat(5);
  expect(tokenizer.ids(preamble).length).toBeGreaterThan(128);
  for (const question of [one, other]) {
    const asked = tokenizer.ids(question);
    expect(read(preamble + question).slice(-asked.length)).toEqual(asked);
    expect(read(preamble + question).length).toBe(128);
  }
  expect(read(preamble + one)).not.toEqual(read(preamble + other));
});

interface PythonRow {
  readonly question: string;
  readonly context: string;
  readonly text: string;
  readonly rows: readonly { readonly ids: readonly number[]; readonly words: readonly string[] }[];
}

test('rows and the places of their tokens are those that the reader was trained on', async () => {
  const pack = await readPack(MODELS);
  const tokenizer = createTokenizer(pack, readFileSync(join(MODELS, 'tokenizer.json'), 'utf8'));
  const fixture = readFileSync(join(ROOT, 'test/models/reading-rows.json'), 'utf8');
  const expected: readonly PythonRow[] = JSON.parse(fixture);
  expect(expected.length).toBeGreaterThan(5);
  for (const { question, context, text, rows } of expected) {
    const before = context === '' ? pack.passagePrefix : `${pack.passagePrefix}${context}\n`;
    // Training has no longer questions: it cuts them there.
    const asked = tokenizer.ids(pack.queryPrefix + question).slice(0, 64);
    const made = readingRows(asked, tokenizer.tokens(before + text), before.length);
    const shown = made.map(({ ids, places }) => ({
      ids,
      words: places.map(({ start, end }) => text.slice(start, end)),
    }));
    expect(shown).toEqual(rows);
  }
});
