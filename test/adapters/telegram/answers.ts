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

const TRADE = 'در نیمه اول سال جاری، حجم تجارت 3.5 برابر افزایش یافته است';
const VACCINE = 'اولین تحویل Sputnik V و Sputnik Light به سوریه انجام شد';
const LAND = 'در حال حاضر دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد';

/** Four answers over the seed article, as people may get them. */
export const REAL_ANSWERS: Readonly<Record<string, Extract<Reply, { kind: 'answer' }>>> = {
  persian: {
    ...answerOf({
      text: `${TRADE}. [1]`,
      citations: [citationOf({ quote: TRADE, start: 192, paragraph: 22 })],
    }),
    id: 'persian',
  },
  arabic: {
    ...answerOf({
      language: 'ar',
      text: `${LAND}. [1]`,
      citations: [citationOf({ date: null, source: null, url: null })],
    }),
    id: 'arabic',
  },
  english: {
    ...answerOf({
      language: 'en',
      mode: 'generated',
      text: 'In the first half of the year the volume of trade rose 3.5 times [1].',
      citations: [citationOf({ quote: TRADE, start: 192, paragraph: 22, source: 'SANA' })],
    }),
    id: 'english',
  },
  mixed: {
    ...answerOf({
      mode: 'generated',
      text: [
        `پوتین گفت که ${VACCINE} [1] (بیشتر: https://sana.sy/fa/?p=211&x=1).`,
        `دولت 90% خاک را در دست دارد [2] و تجارت +3.5 برابر شد [3].`,
      ].join('\n\n'),
      citations: [
        citationOf({ quote: VACCINE, start: 120, paragraph: 23, source: 'SANA' }),
        citationOf({ marker: 2 }),
        citationOf({
          marker: 3,
          quote: TRADE,
          start: 192,
          paragraph: 22,
          title: 'Putin: trade with Syria <up> & rising',
        }),
      ],
    }),
    id: 'mixed',
  },
};
