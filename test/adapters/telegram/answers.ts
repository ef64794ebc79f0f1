import type { Reply } from '../../../adapters/chat.js';
import type { Answer, Citation } from '../../../src/answer/schema.js';

type AnswerReply = Extract<Reply, { kind: 'answer' }>;

let lastId = 0;

/** A citation; what is not given is the seed article's. */
export function citationOf(given: Partial<Citation> = {}): Citation {
  const quote =
    given.quote ?? 'در حال حاضر دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد';
  const start = given.start ?? 40;
  return {
    marker: 1,
    articleId: 'sana/moscow-summit',
    title: 'برگزاری اجلاس سران سوریه و روسیه در مسکو',
    source: 'سانا',
    date: '2021-09-14',
    url: 'https://sana.sy/fa/?p=211&x=1',
    paragraph: 18,
    answer: null,
    alsoReportedBy: [],
    ...given,
    quote,
    start,
    end: start + quote.length,
  };
}

/** A reply with an answer; what is not given is answered in Persian with one citation. */
export function answerOf(given: Partial<Answer> = {}): AnswerReply {
  lastId += 1;
  const answer: Answer = {
    question: 'پرسش',
    understood: null,
    filter: null,
    language: 'fa',
    answered: true,
    text: 'در حال حاضر دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد. [1]',
    confidence: 0.9,
    mode: 'extractive',
    citations: [citationOf()],
    nearest: [],
    timings: {},
    ...given,
  };
  return { kind: 'answer', id: `a${lastId}`, answer };
}
