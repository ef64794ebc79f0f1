import type { Reports } from './copies.js';
import type { Evidence } from './evidence.js';
import type { Citation } from './schema.js';

/** Turns evidence into citations, numbered from 1 in the evidence's order, with who else reports it. */
export function citationsOf(evidence: readonly Evidence[], reports: Reports): readonly Citation[] {
  return evidence.map(({ passage, start, end, quote, answer }, index) => ({
    marker: index + 1,
    articleId: passage.articleId,
    title: passage.title,
    source: passage.source,
    date: passage.date,
    url: passage.url,
    paragraph: passage.paragraph,
    quote,
    start,
    end,
    answer,
    alsoReportedBy: reports.get(passage.articleId) ?? [],
  }));
}

/**
 * The extractive answer: each quote in its own words, with its marker. What looks like a marker in an
 * article is put in round brackets, so that every marker is ours.
 */
export function composeText(citations: readonly Citation[]): string {
  return citations
    .map(({ quote, marker }) => `${quote.replace(/\[(\p{Nd}+)\]/gu, '($1)')} [${marker}]`)
    .join('\n');
}
