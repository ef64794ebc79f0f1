import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/corpus/article.js';
import { signatureOf } from '../../src/search/duplicates/signature.js';
import type { Engine, IndexedArticle, VectorSpace } from '../../src/search/engine.js';

/** The vector space of these tests. */
export const SPACE: VectorSpace = { fingerprint: 'a-space-of-four-axes', dimensions: 4 };

/** An article with the vectors of its passages. */
export interface WholeArticle extends IndexedArticle {
  readonly vectors: readonly (readonly number[])[];
}

/** Stores an article and then its vectors, as a sync does. */
export async function putWhole(engine: Engine, { vectors, ...indexed }: WholeArticle) {
  await engine.putArticle(indexed);
  const waiting = await engine.withoutVector(0, 1000);
  const vectorOf = (text: string) =>
    vectors[indexed.passages.findIndex(({ passage }) => text.endsWith(`\n${passage.text}`))];
  await engine.putVectors(
    waiting.flatMap(({ id, text }) => {
      const vector = vectorOf(text);
      return vector === undefined ? [] : [{ id, vector }];
    }),
  );
}

/** An article with one passage a text. */
export function indexedArticle(
  id: string,
  passages: readonly { readonly text: string; readonly vector: readonly number[] }[],
  hash = 'h1',
): WholeArticle {
  const title = `تیتر ${id}`;
  const article: Article = {
    id,
    title,
    date: '2021-09-14',
    source: 'سانا',
    url: null,
    category: null,
    blocks: [
      { paragraph: 0, role: 'headline', text: title },
      ...passages.map(({ text }, index) => ({ paragraph: index + 1, role: 'body' as const, text })),
    ],
  };
  return {
    article,
    hash,
    file: '/corpus/a.jsonl',
    signature: signatureOf(article),
    vectors: passages.map(({ vector }) => vector),
    passages: passages.map(({ text }, index) => ({
      passage: {
        articleId: id,
        paragraph: index + 1,
        start: 0,
        end: text.length,
        text,
        title,
        speaker: null,
      },
      terms: text.split(' '),
      contextTerms: title.split(' '),
    })),
  };
}

const AXES = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
] as const;

const trade = indexedArticle('تجارت', [
  { text: 'حجم تجارت رشد', vector: AXES[0] },
  { text: 'واکسن تحویل', vector: AXES[1] },
]);
const war = indexedArticle('جنگ', [{ text: 'تجارت سلاح سلاح', vector: AXES[2] }]);

/** What every engine must do; `open` gives an empty one, and closing is the suite's. */
export function engineContract(name: string, open: () => Promise<Engine>): void {
  const withEngine = async (use: (engine: Engine) => Promise<void>) => {
    const engine = await open();
    try {
      await use(engine);
    } finally {
      await engine.close();
    }
  };

  describe(`engine contract: ${name}`, () => {
    test('a stored passage is found by keyword and by vector, with all that a citation needs', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        const [byKeyword] = await engine.keyword([[['واکسن']]], 5);
        const [byVector] = await engine.nearest(AXES[1], 5);
        expect(byVector?.id).toBe(byKeyword?.id);
        expect(byVector?.score).toBeCloseTo(1, 5);
        const [passage] = await engine.passages([byKeyword?.id ?? -1]);
        expect(passage).toMatchObject({
          articleId: 'تجارت',
          paragraph: 2,
          text: 'واکسن تحویل',
          title: 'تیتر تجارت',
          date: '2021-09-14',
          source: 'سانا',
          url: null,
        });
      }));

    test('the passages of an article come in its order, and none of an unknown one', () =>
      withEngine(async (engine) => {
        await putWhole(engine, war);
        await putWhole(engine, trade);
        const passages = await engine.passagesOf('تجارت');
        expect(passages.map(({ text }) => text)).toEqual(['حجم تجارت رشد', 'واکسن تحویل']);
        expect(passages).toEqual(await engine.passages(passages.map(({ id }) => id)));
        expect(await engine.passagesOf('نیست')).toEqual([]);
      }));

    test('a passage with the rarer or repeated term comes first, by descending score', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        await putWhole(engine, war);
        const hits = await engine.keyword([[['تجارت']], [['سلاح']]], 5);
        const passages = await engine.passages(hits.map(({ id }) => id));
        expect(passages.map(({ articleId }) => articleId)[0]).toBe('جنگ');
        expect(hits.map(({ score }) => score)).toEqual(
          hits.map(({ score }) => score).toSorted((a, b) => b - a),
        );
      }));

    test('a phrase of several terms matches only where they stand in a row', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        expect(await engine.keyword([[['حجم', 'تجارت']]], 5)).toHaveLength(1);
        expect(await engine.keyword([[['رشد', 'تجارت']]], 5)).toHaveLength(0);
      }));

    test('packed anew, it finds what it found, and nothing that was replaced', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        await putWhole(engine, war);
        await putWhole(engine, trade);
        const before = await engine.keyword([[['تجارت']]], 5);
        await engine.tidy();
        expect(before).toHaveLength(3);
        expect(await engine.keyword([[['تجارت']]], 5)).toEqual(before);
      }));

    test('terms of the headline count', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        expect(await engine.keyword([[['تیتر']]], 5)).toHaveLength(2);
      }));

    test('search syntax in a term is only text', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        for (const term of ['" OR *', 'NEAR(', 'terms:واکسن', "'; DROP TABLE article;--", '']) {
          expect(await engine.keyword([[[term]]], 5)).toBeInstanceOf(Array);
        }
        expect(await engine.passageCount()).toBe(2);
      }));

    test('document frequencies come in the terms’ order, 0 for the unknown', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        await putWhole(engine, war);
        expect(await engine.documentFrequencies(['نفت', 'تجارت', 'سلاح'])).toEqual([0, 3, 1]);
      }));

    test('terms are found by the key of the name that they spell', () =>
      withEngine(async (engine) => {
        await putWhole(engine, indexedArticle('الف', [{ text: 'پوتین مسکو', vector: AXES[0] }]));
        expect(await engine.termsByName(['PTN', 'XXX', 'MSK'])).toEqual([['پوتین'], [], ['مسکو']]);
      }));

    test('storing an article again replaces it', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        await engine.nearest(AXES[0], 5);
        await putWhole(
          engine,
          indexedArticle('تجارت', [{ text: 'متن تازه', vector: AXES[2] }], 'h2'),
        );
        expect(await engine.passageCount()).toBe(1);
        expect(await engine.articleCount()).toBe(1);
        expect(await engine.keyword([[['واکسن']]], 5)).toEqual([]);
        const hits = await engine.nearest(AXES[0], 5);
        expect(hits).toHaveLength(1);
        expect(await engine.paragraph('تجارت', 1)).toBe('متن تازه');
        expect(await engine.paragraph('تجارت', 2)).toBeNull();
        expect(await engine.knownArticles()).toEqual([
          { id: 'تجارت', hash: 'h2', file: '/corpus/a.jsonl' },
        ]);
      }));

    test('a removed article is found no more, the others are', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        await putWhole(engine, war);
        await engine.removeArticles(['تجارت']);
        expect((await engine.nearest(AXES[0], 5)).length).toBe(1);
        const hits = await engine.keyword([[['تجارت']]], 5);
        const passages = await engine.passages(hits.map(({ id }) => id));
        expect(passages.map(({ articleId }) => articleId)).toEqual(['جنگ']);
      }));

    test('exact cosines are given for the passages that exist', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        const ids = (await engine.nearest(AXES[0], 5)).map(({ id }) => id);
        const cosines = await engine.cosines([0.6, 0.8, 0, 0], [...ids, 9999]);
        expect(cosines.size).toBe(2);
        expect([...cosines.values()].toSorted()).toEqual([
          expect.closeTo(0.6, 5),
          expect.closeTo(0.8, 5),
        ]);
      }));

    test('a vector for a passage that is gone meanwhile is dropped without a word', () =>
      withEngine(async (engine) => {
        const { vectors: _later, ...indexed } = war;
        await engine.putArticle(indexed);
        const [waiting] = await engine.withoutVector(0, 1);
        expect(waiting).toBeDefined();
        await engine.removeArticles(['جنگ']);
        await engine.putVectors([{ id: waiting?.id ?? 0, vector: AXES[2] }]);
        expect(await engine.nearest(AXES[2], 5)).toEqual([]);
      }));

    test('an article is given back as it was put, with its vectors', () =>
      withEngine(async (engine) => {
        const { vectors, ...indexed } = trade;
        await putWhole(engine, war);
        await putWhole(engine, trade);
        expect(await engine.article('تجارت')).toEqual({ indexed, vectors });
        await engine.putArticle({ ...indexed, hash: 'h2', passages: indexed.passages.slice(0, 1) });
        const [kept] = vectors;
        expect((await engine.article('تجارت'))?.vectors).toEqual([kept]);
        expect(await engine.article('نیست')).toBeNull();
      }));

    test('an article that moved to another file is that file’s', () =>
      withEngine(async (engine) => {
        await putWhole(engine, trade);
        await engine.assignArticles([{ id: 'تجارت', file: '/corpus/b.jsonl' }]);
        expect(await engine.knownArticles()).toEqual([
          { id: 'تجارت', hash: 'h1', file: '/corpus/b.jsonl' },
        ]);
      }));

    test('files are remembered by path and stamp until they are removed', () =>
      withEngine(async (engine) => {
        await engine.putFiles([
          { path: '/a', stamp: '1' },
          { path: '/b', stamp: '1' },
        ]);
        await engine.putFiles([{ path: '/a', stamp: '2' }]);
        await engine.removeFiles(['/b', '/c']);
        expect(await engine.knownFiles()).toEqual([{ path: '/a', stamp: '2' }]);
      }));

    test('the others that tell an article’s story are named, the earliest first, until they go', () =>
      withEngine(async (engine) => {
        const text =
          'وزیر نیرو صبح امروز در آیین گشایش سد خاکی روستای گلپایه گفت: این سد ۳۲ میلیون مترمکعب آب ذخیره می‌کند و دو هزار هکتار زمین را آبیاری می‌کند و ساخت آن نه سال طول کشید.';
        const report = (id: string, date: string | null): IndexedArticle => {
          const indexed = indexedArticle(id, [{ text, vector: AXES[0] }]);
          return { ...indexed, article: { ...indexed.article, date } };
        };
        await engine.putArticle(report('بی‌تاریخ', null));
        await engine.putArticle(report('دیرتر', '2021-09-15'));
        await engine.putArticle(report('زودتر', '2021-09-14'));
        await engine.putArticle(trade);
        const told = await engine.reportsOf(['بی‌تاریخ', 'تجارت', 'نیست', 'زودتر']);
        expect(told.map((reports) => reports.map(({ articleId }) => articleId))).toEqual([
          ['زودتر', 'دیرتر'],
          [],
          [],
          ['دیرتر', 'بی‌تاریخ'],
        ]);
        expect(told[0]?.[0]).toEqual({
          articleId: 'زودتر',
          title: 'تیتر زودتر',
          source: 'سانا',
          date: '2021-09-14',
          url: null,
        });
        await engine.putArticle(
          indexedArticle('دیرتر', [{ text: 'متن دیگر', vector: AXES[1] }], 'h2'),
        );
        await engine.removeArticles(['زودتر']);
        expect(await engine.reportsOf(['بی‌تاریخ'])).toEqual([[]]);
      }));

    test('an empty index finds nothing', () =>
      withEngine(async (engine) => {
        expect(await engine.nearest(AXES[0], 5)).toEqual([]);
        expect(await engine.keyword([[['سوریه']]], 5)).toEqual([]);
        expect(await engine.keyword([], 5)).toEqual([]);
      }));
  });
}
