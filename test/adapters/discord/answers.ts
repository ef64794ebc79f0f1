import type { Answer, Citation } from '../../../src/answer/schema.js';

/** A citation, made up but for what is given. */
export function citation(part: Partial<Citation> & Pick<Citation, 'quote'>): Citation {
  return {
    marker: 1,
    articleId: 'seed-article',
    title: 'برگزاری اجلاس سران سوریه و روسیه در مسکو',
    source: 'سانا',
    date: null,
    url: null,
    paragraph: 20,
    start: 0,
    end: part.quote.length,
    answer: null,
    alsoReportedBy: [],
    ...part,
  };
}

/** An answer with these citations; none: not answered. */
export function answerOf(part: Partial<Answer> & Pick<Answer, 'text'>): Answer {
  const { citations = [] } = part;
  return {
    question: 'حجم تجارت سوریه و روسیه در نیمه اول سال چند برابر شد؟',
    understood: null,
    filter: null,
    language: 'fa',
    answered: citations.length > 0,
    confidence: 0.8,
    mode: 'extractive',
    nearest: [],
    timings: { total: 1 },
    ...part,
    citations,
  };
}

const TRADE = 'در نیمه اول سال جاری، حجم تجارت 3.5 برابر افزایش یافته است.';
const VACCINES = 'اولین تحویل Sputnik V و Sputnik Light به سوریه انجام شد.';
const TITLE =
  'برگزاری اجلاس سران سوریه و روسیه در مسکو / دیدار رئیس جمهور اسد با پوتین همتای روسی-ویدئو';

/** What the bot answers from the corpus that ships, in Persian. */
export const PERSIAN = answerOf({
  text: `${TRADE} [1]`,
  citations: [citation({ title: TITLE, quote: TRADE, start: 178, end: 237 })],
});

/** An English question, answered by an English article and a Persian one. */
export const ENGLISH = answerOf({
  question: 'Which vaccines were delivered to Syria?',
  language: 'en',
  text: `Russia delivered Sputnik V and Sputnik Light to Syria. [1]\n${VACCINES} [2]`,
  citations: [
    citation({
      articleId: 'vaccines-en',
      title: 'Syria receives first vaccines',
      source: 'Example News',
      date: '2021-09-15',
      url: 'https://example.org/en/news/vaccines_2021',
      paragraph: 3,
      quote: 'Russia delivered Sputnik V and Sputnik Light to Syria.',
    }),
    citation({ marker: 2, title: TITLE, quote: VACCINES, paragraph: 21 }),
  ],
});

/** Where the corpus does not answer. */
export const ABSTENTION = answerOf({
  text: 'در اسناد موجود پاسخی برای این پرسش نیست.',
  nearest: [{ articleId: 'seed-article', title: TITLE, paragraph: 12 }],
});
