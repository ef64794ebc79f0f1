import { expect, test } from 'vitest';
import { readFeed } from '../../src/corpus/feed-reader.js';

const rss = (items: string) =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>وكالة الضفة</title><link>https://example.org/</link>${items}</channel></rss>`;
const articlesOf = (xml: string) => readFeed('سانا', xml).articles.map(({ article }) => article);

test('an RSS entry is an article: its content, not its description, cleaned', () => {
  const [article] = articlesOf(
    rss(`<item><title>افتتاح &amp;laquo;الجسر&amp;raquo; الجديد</title><guid isPermaLink="false">خبر-77</guid>
    <link>https://example.org/77</link><dc:creator>سميرة الخطيب</dc:creator><category>محليات</category>
    <pubDate>Tue, 09 May 2023 11:20:00 +0300</pubDate><description>مقتطف &lt;b&gt;قصير&lt;/b&gt;</description>
    <content:encoded><![CDATA[<p>افتتح الجسر صباح اليوم &amp; سار عليه الناس.</p><p>اقرأ أيضاً: <a href="/1">خبر آخر</a></p><p>می‌رود.</p><p>The post <a href="/77">الجسر</a> appeared first on <a href="/">الضفة</a>.</p>]]></content:encoded></item>`),
  );
  expect(article).toEqual({
    id: 'سانا/خبر-77',
    title: 'افتتاح «الجسر» الجديد',
    date: '2023-05-09',
    dateText: 'Tue, 09 May 2023 11:20:00 +0300',
    source: 'وكالة الضفة',
    url: 'https://example.org/77',
    category: 'محليات',
    blocks: [
      { paragraph: 0, role: 'headline', text: 'افتتاح «الجسر» الجديد' },
      { paragraph: 1, role: 'body', text: 'افتتح الجسر صباح اليوم & سار عليه الناس.' },
      { paragraph: 2, role: 'body', text: 'می\u200cرود.' },
      { paragraph: 3, role: 'byline', text: 'سميرة الخطيب' },
    ],
  });
});

test('a plain description keeps its paragraphs, and the link is the id where there is no guid', () => {
  const [article] = articlesOf(
    rss(`<item><title>تیتر</title><link>https://example.org/1</link><description>یک &amp;lt; دو می&amp;zwnj;رود

سه</description></item>`),
  );
  expect(article?.id).toBe('سانا/https://example.org/1');
  expect(article?.blocks.map(({ text }) => text)).toEqual(['تیتر', 'یک < دو می\u200cرود', 'سه']);
});

test('Atom entries are read, of HTML, XHTML and plain text', () => {
  const articles = articlesOf(`<feed xmlns="http://www.w3.org/2005/Atom"><title>نمونه</title>
    <entry><id>urn:1</id><title>یک</title><link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
    <published>2023-05-09T00:00:00Z</published><updated>2024-01-01T00:00:00Z</updated><author><name>لینا</name></author>
    <content type="html">&lt;p&gt;الف&lt;/p&gt;&lt;p&gt;ب&lt;/p&gt;</content></entry>
    <entry><id>urn:2</id><title>دو</title><updated>2024-01-01T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>می‌رود &amp; می‌آید</p></div></content></entry>
    <entry><id>urn:3</id><title>سه</title><summary>الف &lt;b> ب</summary></entry></feed>`);
  expect(articles.map(({ id, date, url }) => [id, date, url])).toEqual([
    ['سانا/urn:1', '2023-05-09', 'https://example.org/1'],
    ['سانا/urn:2', '2024-01-01', null],
    ['سانا/urn:3', null, null],
  ]);
  expect(articles.map(({ blocks }) => blocks.slice(1).map(({ text }) => text))).toEqual([
    ['الف', 'ب', 'لینا'],
    ['می\u200cرود & می\u200cآید'],
    ['الف <b> ب'],
  ]);
});

test('RDF items are read', () => {
  const [article] =
    articlesOf(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://example.org/"><title>نمونه</title><link>https://example.org/</link></channel>
    <item rdf:about="https://example.org/1"><title>تیتر</title><link>https://example.org/1</link><dc:date>2023-05-09</dc:date><description>متن.</description></item></rdf:RDF>`);
  expect(article).toMatchObject({
    id: 'سانا/https://example.org/1',
    date: '2023-05-09',
    source: 'نمونه',
  });
});

test('entries without an id or text are told by number, and the others are read', () => {
  const { articles, bad } = readFeed(
    'سانا',
    rss(
      '<item><title>بی‌نشان</title></item><item><guid>2</guid></item><item><guid>3</guid><title>سه</title></item>',
    ),
  );
  expect(articles.map(({ article }) => article.id)).toEqual(['سانا/3']);
  expect(bad.map(({ reason }) => reason)).toEqual([
    'entry 1 «بی‌نشان»: no guid, id or link',
    'entry 2: title and text are both empty',
  ]);
});

test('a file that is no feed, or only half of one, is refused', () => {
  expect(() => readFeed('سانا', '<html><body>متن</body></html>')).toThrow(
    'not an RSS, Atom or RDF feed',
  );
  const whole = rss(
    '<item><guid>1</guid><title>یک</title></item>\n<item><guid>2</guid><title>دو</title></item>',
  );
  expect(() => readFeed('سانا', whole.slice(0, -40))).toThrow(
    expect.objectContaining({ line: 2, message: expect.stringContaining('</rss> is missing') }),
  );
});

test('entities that a document defines for itself are not expanded', () => {
  const bomb = `<!DOCTYPE rss [<!ENTITY a "ها"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${rss('<item><guid>1</guid><title>&b;</title></item>')}`;
  expect(JSON.stringify(readFeed('سانا', bomb))).not.toContain('هاها');
});
