import { expect, test } from 'vitest';
import { readHtml } from '../../src/corpus/html-reader.js';
import { jsonLine, readJsonLines } from '../../src/corpus/jsonl-reader.js';
import { readText } from '../../src/corpus/text-reader.js';
import { ARABIC_PAGE, PERSIAN_PAGE } from './pages.js';

const line = (row: unknown) => JSON.stringify(row);

test('the title is paragraph 0 and the text’s blocks follow from 1', () => {
  const { articles } = readJsonLines(line({ id: 'الف', title: 'تیتر', text: 'یک.\n\nدو.' }));
  expect(articles[0]?.article.blocks).toEqual([
    { paragraph: 0, role: 'headline', text: 'تیتر' },
    { paragraph: 1, role: 'body', text: 'یک.' },
    { paragraph: 2, role: 'body', text: 'دو.' },
  ]);
});

test('an empty title is still paragraph 0', () => {
  const { articles } = readJsonLines(line({ id: 1, title: '', text: 'متن.' }));
  expect(articles[0]?.article.id).toBe('1');
  expect(articles[0]?.article.blocks[1]).toEqual({ paragraph: 1, role: 'body', text: 'متن.' });
});

test('an id is kept to the letter, spaces at its ends included, and a blank one is refused', () => {
  const rows = ['آسم ', ' '].map((id) => line({ id, title: 't', text: 'x' }));
  const { articles, bad } = readJsonLines(rows.join('\n'));
  expect(articles[0]?.article.id).toBe('آسم ');
  expect(bad).toEqual([{ line: 2, reason: expect.stringContaining('id: '), id: null }]);
});

test('date, source, url and category are kept, and missing or null ones are null', () => {
  const full = { id: 'a', title: 't', text: 'x', date: '2021-09-14', source: 'فارس', url: null };
  const { articles } = readJsonLines(line(full));
  expect(articles[0]?.article).toMatchObject({
    date: '2021-09-14',
    source: 'فارس',
    url: null,
    category: null,
  });
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://example.org/1',
  '/news/1',
  'nonsense',
])('an address that people cannot follow is none: %s', (url) => {
  const { articles, bad } = readJsonLines(line({ id: 'a', title: 't', text: 'x', url }));
  expect(bad).toEqual([]);
  expect(articles[0]?.article.url).toBeNull();
});

test('a bad line is told by number and reason, and the lines around it are read', () => {
  const content = [
    line({ id: 'a', title: 't', text: 'x' }),
    '{"id": "b", ',
    '',
    line({ id: 'c', title: 't' }),
    line({ id: 'd', title: '', text: '  ' }),
    line({ id: 'e', title: 't', text: 'y' }),
  ].join('\n');
  const { articles, bad } = readJsonLines(content);
  expect(articles.map(({ line: number, article }) => [number, article.id])).toEqual([
    [1, 'a'],
    [6, 'e'],
  ]);
  expect(bad.map(({ line: number }) => number)).toEqual([2, 4, 5]);
  expect(bad[0]?.reason).toContain('not JSON');
  expect(bad[1]?.reason).toContain('text: ');
  expect(bad[2]?.reason).toBe('title and text are both empty');
});

test('of a bad line the id is told where it can be seen, whatever else is wrong', () => {
  const lines = [
    '{"id": "خبر \\"یک\\"", "title',
    '{"title": "\\"id\\": 5", "id": 17, "te',
    '{"id": "b\\x", ',
    '{"id": "cut',
    '{"id": " ", "title": "t", "text": "x"}',
    'چیز دیگر',
  ];
  expect(readJsonLines(lines.join('\n')).bad.map(({ id }) => id)).toEqual([
    'خبر "یک"',
    '17',
    null,
    null,
    null,
    null,
  ]);
});

test('what is missing is told so, and what is of another kind is not', () => {
  const rows = [{ text: 'x' }, { id: null, title: 5, text: 'x' }];
  const { bad } = readJsonLines(rows.map(line).join('\n'));
  expect(bad.map(({ reason }) => reason)).toEqual([
    'id: is missing; title: is missing',
    'id: Invalid input; title: Invalid input: expected string, received number',
  ]);
});

test('author, language and direction are kept; the author is the last block', () => {
  const row = { id: 'a', title: 't', text: 'یک.', author: 'ماریا دو لا کروز پرز', language: 'fa' };
  const { articles, bad } = readJsonLines(
    [line({ ...row, direction: 'rtl' }), line({ ...row, id: 'b', direction: 'up' })].join('\n'),
  );
  expect(articles[0]?.article).toMatchObject({ language: 'fa', direction: 'rtl' });
  expect(articles[0]?.article.blocks.at(-1)).toEqual({
    paragraph: 2,
    role: 'byline',
    text: 'ماریا دو لا کروز پرز',
  });
  expect(bad).toEqual([{ line: 2, reason: expect.stringContaining('direction: '), id: 'b' }]);
});

test.each([
  ['an Arabic page', () => readHtml('a', ARABIC_PAGE)],
  ['a Persian page', () => readHtml('a', PERSIAN_PAGE)],
  ['a text with a dateline and a name', () => readText('a', 'تیتر\n\nمسكو-سانا\n\nیک.\n\nلینا')],
])('%s, written as a line, reads as the same article again', (_, read) => {
  const article = read();
  expect(readJsonLines(jsonLine(article, { mark: 'x' })).articles).toEqual([{ line: 1, article }]);
});
