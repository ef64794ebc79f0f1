import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/corpus/article.js';
import type { Engine, Hit } from '../../src/search/engine.js';
import type { Filter } from '../../src/search/filter.js';
import { indexedArticle, putWhole, type WholeArticle } from './engine-contract.js';

const OPEN: Filter = { sources: [], from: null, to: null, categories: [], languages: [] };

const TOWARDS = [1, 0, 0, 0] as const;
const ASIDE = [0.6, 0.8, 0, 0] as const;

type Facts = Partial<Pick<Article, 'date' | 'source' | 'category' | 'language'>>;

/** An article of one passage that every search of these tests finds where it may. */
function report(id: string, facts: Facts, vector: readonly number[] = TOWARDS): WholeArticle {
  const whole = indexedArticle(id, [{ text: `وزیر از سد ${id} دیدن کرد`, vector }]);
  return { ...whole, article: { ...whole.article, ...facts } };
}

const ARTICLES = [
  report('ایسنا-شهریور', { source: 'ايسنا', date: '2021-09-14', category: 'اقتصادي' }),
  report('ایسنا-مهر', { source: 'ایسنا', date: '2021-10-01', category: 'ورزش' }),
  report('خبرآنلاین', { source: 'خبر‌آنلاین', date: '2021-09-14', category: null }),
  report('بی‌تاریخ', { source: 'ایسنا', date: null, category: 'ورزش' }),
  report('ماه', { source: null, date: '2021-09', category: 'اقتصادی' }),
  report('اردو', { source: 'ایسنا', date: '2021-09-20', category: 'ورزش', language: 'ur-PK' }),
];

/** What every engine must do with a filter; `open` gives an empty one, and closing is the suite's. */
export function filterContract(name: string, open: () => Promise<Engine>): void {
  const withArticles = async (
    articles: readonly WholeArticle[],
    use: (engine: Engine) => Promise<void>,
  ) => {
    const engine = await open();
    try {
      for (const article of articles) await putWhole(engine, article);
      await use(engine);
    } finally {
      await engine.close();
    }
  };
  const idsOf = async (engine: Engine, hits: readonly Hit[]) => {
    const passages = await engine.passages(hits.map(({ id }) => id));
    return passages.map(({ articleId }) => articleId);
  };
  /** The articles found by words; by vectors they have to be the same. */
  const found = async (engine: Engine, part: Partial<Filter>, limit = 10) => {
    const filter = { ...OPEN, ...part };
    const byWords = await idsOf(engine, await engine.keyword([[['وزیر']]], limit, filter));
    const byVector = await idsOf(engine, await engine.nearest(TOWARDS, limit, filter));
    expect(byVector.toSorted()).toEqual(byWords.toSorted());
    return byWords.toSorted();
  };

  describe(`filter contract: ${name}`, () => {
    test('each part of a filter leaves out what is not within it, by words and by vectors', () =>
      withArticles(ARTICLES, async (engine) => {
        const cases: readonly (readonly [Partial<Filter>, readonly string[]])[] = [
          [{}, ARTICLES.map(({ article }) => article.id)],
          [{ sources: ['ایسنا'] }, ['ایسنا-شهریور', 'ایسنا-مهر', 'بی‌تاریخ', 'اردو']],
          [{ sources: ['خبر آنلاین'] }, ['خبرآنلاین']],
          [{ sources: ['خبرآنلاین', 'ايرنا'] }, ['خبرآنلاین']],
          [{ categories: ['اقتصادی'] }, ['ایسنا-شهریور', 'ماه']],
          [{ languages: ['ur'] }, ['اردو']],
          [{ languages: ['fa'] }, ['ایسنا-شهریور', 'ایسنا-مهر', 'خبرآنلاین', 'بی‌تاریخ', 'ماه']],
          [{ from: '2021-09-14' }, ['ایسنا-شهریور', 'ایسنا-مهر', 'خبرآنلاین', 'اردو']],
          [{ to: '2021-09-14' }, ['ایسنا-شهریور', 'خبرآنلاین']],
          [{ from: '2021-09-01', to: '2021-09-30' }, ['ایسنا-شهریور', 'خبرآنلاین', 'ماه', 'اردو']],
          [{ from: '2021-09-15', to: '2021-09-30' }, ['اردو']],
        ];
        for (const [part, expected] of cases) {
          expect(await found(engine, part), JSON.stringify(part)).toEqual(expected.toSorted());
        }
      }));

    test('an article has to be within every part of a filter', () =>
      withArticles(ARTICLES, async (engine) => {
        const part = { sources: ['ایسنا'], categories: ['ورزش'], languages: ['fa'] };
        expect(await found(engine, part)).toEqual(['ایسنا-مهر', 'بی‌تاریخ'].toSorted());
        expect(await found(engine, { ...part, from: '2021-01-01' })).toEqual(['ایسنا-مهر']);
      }));

    test('where nothing is within a filter, nothing is found', () =>
      withArticles(ARTICLES, async (engine) => {
        expect(await found(engine, { sources: ['ایلنا'] })).toEqual([]);
        expect(await found(engine, { from: '2022-01-01', to: '2022-12-31' })).toEqual([]);
        expect(await found(engine, { sources: ['خبر آنلاین'], categories: ['ورزش'] })).toEqual([]);
      }));

    test('what a filter says is only text', () =>
      withArticles(ARTICLES, async (engine) => {
        for (const name of ["' OR 1=1 --", '" OR *', '*', '?', '["ایسنا"]', 'ایسنا\u0000']) {
          const expected = name.startsWith('ایسنا') ? 4 : 0;
          expect(await found(engine, { sources: [name] })).toHaveLength(expected);
        }
      }));

    test('the few within a narrow filter are found among many that match better', () => {
      const many = indexedArticle(
        'انبوه',
        Array.from({ length: 600 }, (_, at) => ({ text: `وزیر وزیر سد ${at}`, vector: TOWARDS })),
      );
      const few = ['یک', 'دو', 'سه'].map((id) => report(id, { source: 'محلی' }, ASIDE));
      return withArticles([many, ...few], async (engine) => {
        expect(await found(engine, { sources: ['محلی'] }, 5)).toEqual(
          ['دو', 'سه', 'یک'].toSorted(),
        );
        const hits = await engine.nearest(TOWARDS, 2, { ...OPEN, sources: ['محلی'] });
        expect(hits.map(({ score }) => score)).toEqual([
          expect.closeTo(0.6, 5),
          expect.closeTo(0.6, 5),
        ]);
      });
    });

    test('a passage of words that stand everywhere is found within a narrow filter', () => {
      const many = ['سد', 'پل', 'راه'].map((word) =>
        indexedArticle(
          word,
          Array.from({ length: 200 }, (_, at) => ({ text: `وزیر ${word} ${at}`, vector: TOWARDS })),
        ),
      );
      const local = report('محلی', { source: 'محلی' }, ASIDE);
      return withArticles([...many, local], async (engine) => {
        const filter = { ...OPEN, sources: ['محلی'] };
        const terms = [[['پل']], [['راه']], [['وزیر']]];
        expect(await idsOf(engine, await engine.keyword(terms, 5, filter))).toEqual(['محلی']);
      });
    });

    test('an article that changes is found by what it says now', () =>
      withArticles(ARTICLES, async (engine) => {
        const [changed] = ARTICLES;
        if (changed === undefined) throw new Error('there are articles');
        const { vectors: _kept, ...indexed } = changed;
        const article = { ...indexed.article, source: 'ایرنا', date: '2022-02-02' };
        await engine.putArticle({ ...indexed, hash: 'h2', article });
        expect(await found(engine, { sources: ['ایرنا'] })).toEqual([article.id]);
        expect(await found(engine, { to: '2021-09-14' })).toEqual(['خبرآنلاین']);
        await engine.removeArticles([article.id]);
        expect(await found(engine, { sources: ['ایرنا'] })).toEqual([]);
      }));
  });
}
