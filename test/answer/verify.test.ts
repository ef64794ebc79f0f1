import { expect, test } from 'vitest';
import type { Citation } from '../../src/answer/schema.js';
import { verifiedCitations } from '../../src/answer/verify.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { indexedArticle, putWhole, SPACE } from '../support/engine-contract.js';
import { temporaryFolder } from '../support/folders.js';

const text = 'حجم تجارت 3.5 برابر شد. واکسن رسید.';

function citation(change: Partial<Citation>): Citation {
  const quote = 'حجم تجارت 3.5 برابر شد.';
  const place = { articleId: 'الف', title: 'تیتر', source: null, date: null, url: null };
  return {
    marker: 1,
    ...place,
    paragraph: 1,
    quote,
    start: 0,
    end: quote.length,
    answer: null,
    alsoReportedBy: [],
    ...change,
  };
}

test('only a quote that stands at its place, to the letter and in whole sentences, is kept', async () => {
  const engine = openEmbeddedEngine(temporaryFolder(), SPACE);
  await putWhole(engine, indexedArticle('الف', [{ text, vector: [1, 0, 0, 0] }]));
  const right = citation({});
  const wrong = [
    citation({ quote: 'حجم تجارت 4.5 برابر شد.' }),
    citation({ start: 1, end: right.quote.length + 1 }),
    citation({ paragraph: 2 }),
    citation({ articleId: 'ب' }),
    citation({ quote: 'حجم تجارت ۳٫۵ برابر شد.' }),
    citation({ quote: '', start: 5, end: 5 }),
    citation({ quote: 'حجم تجارت 3.5 برابر', end: 19 }),
    citation({ quote: 'تجارت 3.5 برابر شد.', start: 4 }),
    citation({ answer: { start: right.end - 3, end: right.end + 1 } }),
    citation({ answer: { start: right.start, end: right.start } }),
  ];
  expect(await verifiedCitations(engine, [...wrong, right])).toEqual([right]);
  await engine.close();
});
