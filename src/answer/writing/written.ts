import type { BorneOut, StandingQuote } from '../claims/claim.js';
import { citationsOf } from '../compose.js';
import type { Reports } from '../copies.js';
import type { Citation } from '../schema.js';
import { keyOf } from './said.js';

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
  const cited = [...quotes.values()].map((quote) => ({ ...quote, answer: null }));
  const citations = citationsOf(cited, reports);
  return { text: sentences.join('\n'), citations };
}
