import { expect, test } from 'vitest';
import type { Evidence } from '../../src/answer/evidence.js';
import { quotesToSay } from '../../src/answer/further.js';

/** Evidence whose passage is one sentence, with the words of it that answer. */
function evidence(paragraph: number, text: string, words: string, score: number): Evidence {
  const start = text.indexOf(words);
  const passage = {
    id: paragraph,
    articleId: 'الف',
    paragraph,
    start: 0,
    end: text.length,
    text,
    title: 'دیدار',
    speaker: null,
    date: null,
    source: null,
    url: null,
  };
  return {
    passage,
    start: 0,
    end: text.length,
    quote: text,
    answer: { start, end: start + words.length },
    pair: 'same',
    features: { margin: 1 } as Evidence['features'],
    score,
  };
}

const said = (all: readonly Evidence[]) =>
  quotesToSay(all, () => false).map(({ passage }) => passage.paragraph);

const minister = evidence(3, 'دکتر فیصل مقداد وزیر امور خارجه به دیدار پیوست.', 'فیصل مقداد', 2);

test('another answer from another paragraph is not said beside the best one', () => {
  const other = evidence(2, 'اسد با ولادیمیر پوتین دیدار کرد.', 'ولادیمیر پوتین', 1.9);
  expect(said([minister, other])).toEqual([3]);
});

test('the same answer in other words is said too', () => {
  const again = evidence(5, 'مقداد، وزیر خارجه سوریه، سخن گفت.', 'مقداد', 1.9);
  expect(said([minister, again])).toEqual([3, 5]);
});

test('what goes on in the same paragraph is said too, unless it is much less likely', () => {
  const sputnik = 'واکسن اسپوتنیک رسید.';
  const light = 'Sputnik Light هم رسید.';
  const [first, second] = [
    evidence(21, sputnik, 'اسپوتنیک', 2),
    evidence(21, light, 'Sputnik Light', 1.5),
  ];
  expect(said([first, second])).toEqual([21, 21]);
  expect(said([first, { ...second, score: 0 }])).toEqual([21]);
});
