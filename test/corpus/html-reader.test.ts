import { expect, test } from 'vitest';
import { fragmentBlocks, readHtml } from '../../src/corpus/html-reader.js';
import { ARABIC_PAGE, PERSIAN_PAGE } from './pages.js';

const page = (body: string, head = '') => `<html><head>${head}</head><body>${body}</body></html>`;
const LONG =
  'نشست سران دو کشور امروز در پایتخت برگزار شد و دو طرف درباره‌ی بازسازی راه‌ها، بندرها و نیروگاه‌ها گفت‌وگو کردند؛ بیانیه‌ی پایانی فردا منتشر می‌شود.';
const texts = (html: string) => readHtml('a', html).blocks.map(({ text }) => text);

test('the article of a page is read and its furniture is not', () => {
  const article = readHtml('ar/77', ARABIC_PAGE);
  expect(article.blocks).toEqual([
    { paragraph: 0, role: 'headline', text: 'افتتاح جسر المدينة الجديد' },
    { paragraph: 1, role: 'dateline', text: 'الضفة-سانا' },
    expect.objectContaining({
      paragraph: 2,
      text: expect.stringMatching(/^افتتح رئيس .* النصف\.$/u),
    }),
    {
      paragraph: 3,
      role: 'body',
      text: 'وأضاف أن الجسر يتسع لعشرين ألف مركبة في اليوم، وأن المرحلة الثانية تبدأ في الخريف القادم.',
    },
    expect.objectContaining({
      paragraph: 4,
      text: expect.stringMatching(/^وشكر سكان .* المدخل\.$/u),
    }),
    { paragraph: 5, role: 'body', text: 'الطول: 300 متر\nالعرض: 20 متراً' },
    { paragraph: 6, role: 'byline', text: 'سميرة الخطيب' },
  ]);
});

test('what a page says about its article is kept', () => {
  expect(readHtml('ar/77', ARABIC_PAGE)).toMatchObject({
    id: 'ar/77',
    title: 'افتتاح جسر المدينة الجديد',
    date: '2023-05-09',
    dateText: '2023-05-09T11:20:00+03:00',
    source: 'وكالة الضفة',
    url: 'https://example.org/ar/77',
    category: 'محليات',
    language: 'ar',
    direction: 'rtl',
  });
});

test('scripts are not run', () => {
  readHtml('a', ARABIC_PAGE);
  expect(globalThis).not.toHaveProperty('pageRan');
});

test('half-spaces survive, as letters and as entities', () => {
  const { blocks, title } = readHtml('a', PERSIAN_PAGE);
  expect(title).toBe('باران در شمال ادامه می\u200cیابد');
  expect(blocks[1]?.text).toBe(
    'هواشناسی می\u200cگوید بارش\u200cها تا پایان هفته در استان\u200cهای شمالی ادامه می\u200cیابد و رودخانه\u200cها بالا می\u200cآیند؛ کشاورزان نباید به کنار رودها بروند.',
  );
});

test('links under a label, tags and comments go, and what follows the links stays', () => {
  const { blocks, date, dateText } = readHtml('a', PERSIAN_PAGE);
  expect(blocks.map(({ text }) => text.slice(0, 12))).toEqual([
    'باران در شما',
    'هواشناسی می\u200c',
    'به گفته\u200cی کا',
    'مدیر بحران ا',
  ]);
  expect(blocks[3]?.text).toContain('خبر داد\nو گفت');
  expect([date, dateText]).toEqual(['2023-05-09', '۱۹ اردیبهشت ۱۴۰۲ - ۱۱:۲۰']);
});

test.each([
  [
    '<title>نشست سران: روز دوم | سانا</title>',
    '<h1>سانا</h1><h2>نشست</h2>',
    'نشست سران: روز دوم | سانا',
  ],
  ['<title>سانا - نشست سران</title><meta property="og:site_name" content="سانا">', '', 'نشست سران'],
  ['<title>نشست سران - سانا</title>', '<h1>نشست سران</h1>', 'نشست سران'],
  ['', '<h1>نشست سران</h1>', 'نشست سران'],
])('of %s and %s the headline is %s', (head, headings, title) => {
  expect(readHtml('a', page(`${headings}<p>${LONG}</p>`, head)).title).toBe(title);
});

test('JSON-LD tells headline, date, author and publisher, and damaged JSON-LD nothing', () => {
  const data = {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebSite', name: 'x' },
      {
        '@type': 'NewsArticle',
        headline: 'نشست سران',
        datePublished: '۱۴۰۲/۲/۱۹',
        author: [{ '@type': 'Person', name: 'لینا' }],
        publisher: { name: 'سانا' },
        articleSection: 'سیاست',
      },
    ],
  };
  const head = `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
  const article = readHtml('a', page(`<p>${LONG}</p><p>${LONG}</p>`, head));
  expect(article).toMatchObject({
    title: 'نشست سران',
    date: '2023-05-09',
    source: 'سانا',
    category: 'سیاست',
  });
  expect(article.blocks.at(-1)).toEqual({ paragraph: 3, role: 'byline', text: 'لینا' });
  const broken = '<title>نشست</title><script type="application/ld+json">{"@type": </script>';
  expect(readHtml('a', page(`<p>${LONG}</p>`, broken)).title).toBe('نشست');
});

test('paragraphs that only begin like furniture are the article’s', () => {
  const kept = [
    `عاجل كان الأمر حين وصل الوفد إلى دمشق. ${LONG}`,
    `نظرات شما درباره‌ی این طرح تا پایان ماه شنیده می‌شود. ${LONG}`,
    `شارك الوزير في الاجتماع: ${LONG}`,
  ];
  const html = page(
    `<div class="post comments-open"><h1>نشست</h1><div class="related-story"><article>${kept.map((text) => `<p>${text}</p>`).join('')}</article></div></div>`,
  );
  expect(texts(html).slice(1)).toEqual(kept);
});

test('a label over the article takes nothing of it away', () => {
  const html = page(
    `<h1>نشست</h1><div><p>نظرات</p><p>شارك</p><p>${LONG}</p><p>${LONG} دوم</p><p>عاجل</p><p>${LONG} سوم</p></div>`,
  );
  expect(texts(html)).toEqual(['نشست', LONG, `${LONG} دوم`, `${LONG} سوم`]);
});

test.each([
  'در دقیقه ۲۰ <a class="player-link">مهدی طارمی</a> توپ را به <span class="player">سردار آزمون</span> داد و او گل زد.',
  'کتاب <i id="print">تاریخ چاپ</i> و <b class="comment">یادداشت‌ها</b> در <em class="social">شبکه‌های اجتماعی</em> <span class="share">سهم</span> خود را یافت.',
  'او <b>نظرات</b> مردم را شنید و <a href="/1">برچسب‌ها</a> را کنار گذاشت؛ گفت‌وگو ادامه دارد.',
])('a piece of a sentence stays in it, whatever its name: %s', (sentence) => {
  const said = sentence.replace(/<[^>]+>/gu, '');
  const html = page(
    `<h1>نشست</h1><div><p>${LONG}</p><p>${sentence}</p><p>${LONG} دوم</p><ul><li>${sentence}</li></ul></div>`,
  );
  expect(texts(html)).toEqual(['نشست', LONG, said, `${LONG} دوم`, said]);
  const broken = page(`<h1>نشست</h1><div>${LONG}<br><br>${sentence}<br><br>${LONG} دوم</div>`);
  expect(texts(broken)).toEqual(['نشست', LONG, said, `${LONG} دوم`]);
  expect(fragmentBlocks(sentence)).toEqual([said]);
});

test.each([
  '<span class="ticker"><span>باران در شمال</span> <a href="/1">برف در غرب</a></span>',
  '<p><a class="share-link" href="#">تلگرام</a> <a class="social" href="#">ایتا</a></p>',
  '<p>برچسب‌ها: <a class="tags" href="/1">باران</a>، <a class="tags" href="/2">شمال</a></p>',
  '<ul><li><span class="social">تلگرام</span></li><li><span class="print">چاپ</span></li></ul>',
  '<p><span class="related"><div>سیلاب در غرب کشور</div></span></p>',
  `<div>۱۲:۳۰ <span class="breaking">سیلاب در غرب کشور</span></div>`,
])('furniture that is made of inline elements alone goes: %s', (bar) => {
  const html = page(`<h1>نشست</h1><div><p>${LONG}</p>${bar}<p>${LONG} دوم</p></div>`);
  const read = texts(html).filter((text) => text !== '۱۲:۳۰');
  expect(read).toEqual(['نشست', LONG, `${LONG} دوم`]);
});

test('a line of links to share under running text goes', () => {
  const html = page(
    `<h1>نشست</h1><div><p>${LONG}<br><a class="share" href="#">تلگرام</a> <a class="share" href="#">ایتا</a></p><p>${LONG} دوم</p></div>`,
  );
  expect(texts(html)).toEqual(['نشست', LONG, `${LONG} دوم`]);
});

test('a short report is an article too', () => {
  expect(texts(page('<h1>باران بارید</h1><p>باران بارید.</p>'))).toEqual([
    'باران بارید',
    'باران بارید.',
  ]);
});

test.each([
  `<!doctype html><html lang="fa"><head><title>نشست</title></head><p>${LONG}</p></html>`,
  `<!DOCTYPE html><html lang="fa"><title>نشست</title><p>${LONG}</p>`,
  `<!doctype html><title>نشست</title><p>${LONG}</p>`,
])('tags that HTML lets a page leave out are not missed: %#', (html) => {
  expect(texts(html)).toEqual(['نشست', LONG]);
});

test('an impossible date is null and its text is kept', () => {
  const head = '<meta name="date" content="۳۱ مهر ۱۴۰۰">';
  const article = readHtml('a', page(`<p>${LONG}</p>`, head));
  expect([article.date, article.dateText]).toEqual([null, '۳۱ مهر ۱۴۰۰']);
});

test('a page without an article, of too many elements or nested too deep, is refused', () => {
  expect(() => readHtml('a', '')).toThrow('no article is found');
  expect(() => readHtml('a', page('<nav><a href="/">خانه</a></nav>'))).toThrow(
    'no article is found',
  );
  expect(() => readHtml('a', page('<b>'.repeat(50_001)))).toThrow('50004 elements');
  expect(() => readHtml('a', page('<div>'.repeat(20_000)))).toThrow('nested 2000');
});

test('a page with comments without number is read as one without', () => {
  const page = (comments: string) => `<h1>بارش برف</h1><p>برف ${comments}راه‌ها را بست.</p>`;
  const { blocks } = readHtml('a', page('<!---->'.repeat(200_000)));
  expect(blocks).toEqual(readHtml('a', page('')).blocks);
});
