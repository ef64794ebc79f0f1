import type { Reports } from './copies.js';
import type { Evidence } from './read-passages.js';
import type { Citation } from './schema.js';

/** Words of an article that are said, and those of them that answer; null: all do. */
export type Quote = Pick<Evidence, 'passage' | 'start' | 'end' | 'quote'> & {
  readonly answer: Evidence['answer'] | null;
};

/** Turns quotes into citations, numbered from 1 in their order, with who else reports it. */
export function citationsOf(quotes: readonly Quote[], reports: Reports): readonly Citation[] {
  return quotes.map(({ passage, start, end, quote, answer }, index) => ({
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

/** The extractive answer: each quote in its own words, with its marker. */
export function composeText(citations: readonly Citation[]): string {
  return citations.map(({ quote, marker }) => `${withoutMarkers(quote)} [${marker}]`).join('\n');
}

/** What looks like a marker in others' words is put in round brackets, so that every marker is ours. */
export function withoutMarkers(text: string): string {
  return text.replace(/\[(\p{Nd}+)\]/gu, '($1)');
}
