import type { Turn } from '../../../src/answer/conversation/turn.js';

/** A turn that was answered from an article, with `quote` and all words of it. */
export function turnOf(
  question: string,
  articleId: string,
  understood: string | null = null,
  quote = 'پاسخ',
): Turn {
  const citation = {
    marker: 1,
    articleId,
    title: 'تیتر',
    source: null,
    date: null,
    url: null,
    paragraph: 1,
    quote,
    start: 0,
    end: quote.length,
    answer: null,
    alsoReportedBy: [],
  };
  return {
    question,
    understood,
    answered: true,
    text: `${quote} [1]`,
    confidence: 0.9,
    citations: [citation],
  };
}
