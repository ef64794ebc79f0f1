import { expect, test } from 'vitest';
import { type Reports, saysAll, tellOneStory, withoutCopies } from '../../src/answer/copies.js';
import type { Candidate } from '../../src/search/search.js';

const WATER =
  'وزیر نیرو در آیین گشایش سد گلپایه گفت: این سد ۳۲ میلیون مترمکعب آب ذخیره می‌کند و دو هزار هکتار زمین را آبیاری می‌کند.';
const WORK = 'وی افزود: ساخت این سد نه سال طول کشید و کارگران بومی در آن نقش بزرگی داشتند.';

const report = (articleId: string) => ({
  articleId,
  title: 'تیتر',
  source: null,
  date: null,
  url: null,
});

/** The articles of each list tell one story. */
function reportsOf(...stories: readonly (readonly string[])[]): Reports {
  return new Map(
    stories.flatMap((ids) =>
      ids.map((id) => [id, ids.filter((other) => other !== id).map(report)] as const),
    ),
  );
}

let id = 0;
function candidate(
  articleId: string,
  text: string,
  score: number,
  date: string | null = null,
): Candidate {
  id += 1;
  const place = { id, articleId, paragraph: id, start: 0, end: text.length, text };
  const passage = { ...place, title: 'تیتر', speaker: null, date, source: null, url: null };
  return { passage, score, keyword: 0, cosine: score };
}

const articlesOf = (candidates: readonly Candidate[]) =>
  candidates.map(({ passage }) => passage.articleId);

test('a paragraph that a better one of the same story says goes, and the next takes its place', () => {
  const candidates = [
    candidate('الف', WATER, 0.9),
    candidate('ب', `به گزارش ایسنا، ${WATER}`, 0.8),
    candidate('ب', WORK, 0.7),
    candidate('الف', WORK, 0.6),
    candidate('ج', WORK, 0.5),
  ];
  const kept = withoutCopies({ candidates, terms: [] }, reportsOf(['الف', 'ب']), 3);
  expect(kept.map((one) => candidates.indexOf(one))).toEqual([0, 2, 4]);
});

test('articles that tell other stories lose nothing, though they say the same', () => {
  const candidates = [candidate('الف', WATER, 0.9), candidate('ب', WATER, 0.8)];
  expect(withoutCopies({ candidates, terms: [] }, reportsOf(), 5)).toEqual(candidates);
});

test('an article’s own paragraphs are no copies of each other', () => {
  const candidates = [candidate('الف', WATER, 0.9), candidate('الف', WATER, 0.8)];
  expect(withoutCopies({ candidates, terms: [] }, reportsOf(['الف', 'ب']), 5)).toEqual(candidates);
});

test('a paragraph that says more, or another number or place, stays', () => {
  const candidates = [
    candidate('الف', WATER, 0.9),
    candidate('ب', `${WATER} ${WORK}`, 0.8),
    candidate('ب', WATER.replace('۳۲', '۳۳'), 0.7),
    candidate('ب', WATER.replace('گلپایه', 'حلب'), 0.6),
  ];
  expect(withoutCopies({ candidates, terms: [] }, reportsOf(['الف', 'ب']), 5)).toEqual(candidates);
});

test('a paragraph with a word of the question that the better one lacks stays', () => {
  const candidates = [
    candidate('الف', WATER, 0.9),
    candidate('ب', WATER.replace('نیرو', 'رستگاریان'), 0.8),
  ];
  const terms = ['سد', 'رستگار'].map((term) => ({ term, phrases: [[term]] }));
  const reports = reportsOf(['الف', 'ب']);
  expect(withoutCopies({ candidates, terms: [] }, reports, 5)).toHaveLength(1);
  expect(withoutCopies({ candidates, terms }, reports, 5)).toHaveLength(2);
});

test.each([
  [['2021-09-15', '2021-09-14', '2021-09-14'], 'ب'],
  [['2021-09-14', '2021-09-14', '2021-09-15'], 'الف'],
  [[null, '2021-09-14', null], 'ب'],
  [[null, null, null], 'الف'],
])('of copies that match alike the earliest stays, then the first by id: %j', (dates, article) => {
  const [a = null, b = null, c = null] = dates;
  const candidates = [
    candidate('پ', WATER, 0.9, c),
    candidate('ب', WATER, 0.9 - 1e-5, b),
    candidate('الف', WATER, 0.9 - 2e-5, a),
  ];
  expect(
    articlesOf(withoutCopies({ candidates, terms: [] }, reportsOf(['الف', 'ب', 'پ']), 5)),
  ).toEqual([article]);
});

test('a copy that matches worse does not take the place, however early', () => {
  const candidates = [
    candidate('الف', WATER, 0.9, '2021-09-15'),
    candidate('ب', WATER, 0.8, '2021-09-14'),
  ];
  expect(articlesOf(withoutCopies({ candidates, terms: [] }, reportsOf(['الف', 'ب']), 5))).toEqual([
    'الف',
  ]);
});

test('two articles that a third is paired with tell one story', () => {
  const reports: Reports = new Map([
    ['الف', [report('ب')]],
    ['ب', [report('الف'), report('پ')]],
    ['پ', [report('ب')]],
    ['ت', []],
  ]);
  expect(tellOneStory(reports, 'الف', 'پ')).toBe(true);
  expect(tellOneStory(reports, 'الف', 'ت')).toBe(false);
});

test('a number in words or digits and a word of the editor’s are no difference, another number is', () => {
  const edited = WATER.replace('۳۲', '32').replace('دو هزار', '۲ هزار').replace('آیین', 'مراسم');
  expect(saysAll(WATER, edited)).toBe(true);
  expect(saysAll(WATER, WATER.replace('دو هزار', 'سه هزار'))).toBe(false);
  expect(saysAll(WATER, WORK)).toBe(false);
});
