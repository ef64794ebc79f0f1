import type { Turn } from '../../../src/answer/conversation/turn.js';

/** A turn that was answered from an article. */
export function turnOf(
  question: string,
  articleId: string,
  understood: string | null = null,
): Turn {
  const citation = {
    marker: 1,
    articleId,
    title: 'تیتر',
    source: null,
    date: null,
    url: null,
    paragraph: 1,
    quote: 'پاسخ',
    start: 0,
    end: 4,
    answer: null,
    alsoReportedBy: [],
  };
  return {
    question,
    understood,
    answered: true,
    text: 'پاسخ [1]',
    confidence: 0.9,
    citations: [citation],
  };
}
