import { expect, test } from 'vitest';
import { readMarkdown } from '../../src/corpus/markdown-reader.js';

const texts = (content: string) => readMarkdown('a', content).blocks.map(({ text }) => text);

test('front matter gives the title and what is about the article, and is no text', () => {
  const article = readMarkdown(
    'اخبار/الف',
    [
      '---',
      'title: "بازگشایی گذرگاه: نخستین کاروان رسید"',
      'date: ۱۲ مرداد ۱۴۰۳',
      'source: سانا',
      'url: https://example.org/1',
      'category: اقتصاد',
      'tags: [گذرگاه, کاروان]',
      '---',
      '',
      'کاروان می‌رسد.',
    ].join('\n'),
  );
  expect(article).toMatchObject({
    id: 'اخبار/الف',
    title: 'بازگشایی گذرگاه: نخستین کاروان رسید',
    date: '2024-08-02',
    dateText: '۱۲ مرداد ۱۴۰۳',
    source: 'سانا',
    url: 'https://example.org/1',
    category: 'اقتصاد',
  });
  expect(article.blocks.slice(1)).toEqual([{ paragraph: 1, role: 'body', text: 'کاروان می‌رسد.' }]);
});

test('a date or number that YAML has types for is text', () => {
  const article = readMarkdown('a', '---\ntitle: 1404\ndate: 2021-09-14\n---\nمتن.');
  expect(article).toMatchObject({ title: '1404', date: '2021-09-14' });
});

test('without a title the first heading is the headline, whatever its kind', () => {
  expect(texts('# تیتر خبر #\n\nمتن.')).toEqual(['تیتر خبر', 'متن.']);
  expect(texts('تیتر خبر\n========\n\nمتن.')).toEqual(['تیتر خبر', 'متن.']);
  expect(texts('تیتر\n\nمتن.')).toEqual(['تیتر', 'متن.']);
});

test('a heading that says the title again is not a block, and another one is', () => {
  expect(texts('---\ntitle: تیتر\n---\n# تیتر\n\nمتن.')).toEqual(['تیتر', 'متن.']);
  expect(texts('---\ntitle: تیتر\n---\n## میانه\nمتن.')).toEqual(['تیتر', 'میانه', 'متن.']);
});

test.each([
  ['**پررنگ** و *کج* و __این__ و _آن_', 'پررنگ و کج و این و آن'],
  ['به [پیوند خبر](https://example.org/a_b "عنوان") و [دیگری][1] رفت', 'به پیوند خبر و دیگری رفت'],
  ['پیش ![تصویر](a.png) پس', 'پیش پس'],
  ['نام a_b_c و ۲*۳*۴ و قیمت* جدید', 'نام a_b_c و ۲*۳*۴ و قیمت* جدید'],
  ['یک \\*ستاره\\* و `کد *خام*`', 'یک *ستاره* و کد *خام*'],
  ['~~کهنه~~ نو<br>است[^1]', 'کهنه نو\nاست'],
  ['> نقل قول\n> دوم', 'نقل قول\nدوم'],
  ['- یک\n- دو\n1. سه', 'یک\nدو\nسه'],
  ['| شهر | شمار |\n|---|---:|\n| حلب | ۵ |', 'شهر شمار\nحلب ۵'],
  ['<https://example.org>', 'https://example.org'],
  ['سال ۲۰۲۱. پایان', 'سال ۲۰۲۱. پایان'],
])('the marks of %j are no text', (markdown, text) => {
  expect(texts(`# تیتر\n\n${markdown}`)[1]).toBe(text);
});

test('rules, comments and link definitions part blocks or go, and code keeps its words', () => {
  expect(
    texts('# تیتر\n\nیک\n\n---\n\nدو\n\n<!-- پنهان\n\n-->\n[1]: http://a.b\n\n```js\n# سه\n```'),
  ).toEqual(['تیتر', 'یک', 'دو', '# سه']);
});

test('damaged front matter is refused with its line', () => {
  expect(() => readMarkdown('a', '---\ntitle: یک\nsource: "سانا\n---\nمتن.')).toThrow(
    expect.objectContaining({
      line: expect.any(Number),
      message: expect.stringContaining('front matter'),
    }),
  );
  expect(() => readMarkdown('a', '---\ntitle: [یک, دو]\n---\nمتن.')).toThrow('front matter: title');
});

test('a file of marks alone has no text', () => {
  expect(() => readMarkdown('a', '\n---\n\n')).toThrow('no text');
});
