import type { BorneOut, StandingQuote } from '../claims/claim.js';
import type { Reports } from '../copies.js';
import type { Citation } from '../schema.js';

/** An answer in a model's words, every sentence with the markers of what bears it out. */
export interface Written {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** Puts claims that stand together: a quote that bears out several has one marker. */
export function writtenOf(claims: readonly BorneOut[], reports: Reports): Written {
  const quotes = new Map<string, StandingQuote>();
  for (const { quotes: own } of claims) {
    for (const quote of own) if (!quotes.has(keyOf(quote))) quotes.set(keyOf(quote), quote);
  }
  const keys = [...quotes.keys()];
  const sentences = claims.map(({ sentence, quotes: own }) => {
    const markers = new Set(own.map((quote) => keys.indexOf(keyOf(quote)) + 1));
    return `${sentence} ${[...markers].map((marker) => `[${marker}]`).join('')}`;
  });
  const citations = [...quotes.values()].map((quote, index) =>
    citationOf(quote, index + 1, reports),
  );
  return { text: sentences.join('\n'), citations };
}

function keyOf({ passage, start, end }: StandingQuote): string {
  return JSON.stringify([passage.articleId, passage.paragraph, start, end]);
}

function citationOf(
  { passage, start, end, quote }: StandingQuote,
  marker: number,
  reports: Reports,
): Citation {
  return {
    marker,
    articleId: passage.articleId,
    title: passage.title,
    source: passage.source,
    date: passage.date,
    url: passage.url,
    paragraph: passage.paragraph,
    quote,
    start,
    end,
    answer: null,
    alsoReportedBy: reports.get(passage.articleId) ?? [],
  };
}
