import type { Language } from '../language/detect.js';

/** The languages that people are answered in. */
export type PhraseLanguage = 'fa' | 'ar' | 'en';

/** The language to answer a question in: Persian in Latin letters is answered in Persian. */
export function phraseLanguage(language: Language): PhraseLanguage {
  return language === 'fa-Latn' ? 'fa' : language;
}

/** Everything that is said to people who ask, in one place. */
export interface Phrases {
  readonly notInCorpus: string;
  /** What is said to one of several questions. */
  readonly toQuestion: (question: string, said: string) => string;
  readonly emptyQuestion: string;
  readonly limited: string;
  readonly busy: string;
  readonly failed: (errorId: string) => string;
  readonly longQuestion: (length: number, limit: number) => string;
  readonly sources: string;
  readonly nearest: string;
  readonly paragraph: (number: number) => string;
  readonly undated: string;
  /** Where a quote has the signs that mark the words that answer. */
  readonly ownBrackets: string;
  /** Which other sources report what a citation's article does. */
  readonly alsoReported: (count: number, names: string) => string;
  /** Heads what a chat model has written of an answer so far. */
  readonly draft: string;
  /** What stands between the parts of a list. */
  readonly comma: string;
  readonly noSuchSource: (marker: number) => string;
  readonly noAnswerYet: string;
  /** Where an answer is no longer in the records. */
  readonly forgotten: string;
  /** For an opinion on an answer. */
  readonly thanks: string;
  /** Where someone asked to begin anew. */
  readonly newConversation: string;
  readonly goodbye: string;
  readonly welcome: string;
  readonly help: string;
  readonly unknownCommand: (command: string) => string;
}

const fa: Phrases = {
  notInCorpus: 'در اسناد موجود پاسخی برای این پرسش نیست.',
  toQuestion: (question, said) => `«${question}»: ${said}`,
  limited: 'در یک دقیقه پرسش‌های زیادی فرستاده‌اید. لطفاً کمی بعد دوباره بپرسید.',
  busy: 'اکنون پرسش‌های زیادی در صف است. لطفاً کمی بعد دوباره بپرسید.',
  failed: (errorId) => `پاسخ دادن ممکن نشد. شناسهٔ خطا: ${errorId}`,
  emptyQuestion: 'پرسشی نوشته نشده است. پرسش خود را با واژه‌ها بنویسید.',
  longQuestion: (length, limit) =>
    `پرسش بیش از اندازه بلند است: ${length} نویسه؛ حداکثر ${limit} نویسه پذیرفته می‌شود.`,
  sources: 'منابع',
  nearest: 'نزدیک‌ترین مطالب',
  paragraph: (number) => `بند ${number}`,
  undated: 'بی‌تاریخ',
  ownBrackets: '(نشانه‌های ⟦ ⟧ از خود متن خبر است.)',
  alsoReported: (count, names) =>
    count === 1
      ? `همین خبر را یک منبع دیگر هم گزارش کرده است: ${names}`
      : `همین خبر را ${count} منبع دیگر هم گزارش کرده‌اند: ${names}`,
  draft: 'پیش‌نویس، هنوز در حال نوشتن…',
  comma: '، ',
  noSuchSource: (marker) => `پاسخ آخر منبع شمارهٔ ${marker} ندارد.`,
  noAnswerYet: 'هنوز پاسخی نیست که منبعش نشان داده شود.',
  forgotten: 'این پاسخ دیگر در حافظه نیست. لطفاً دوباره بپرسید.',
  thanks: 'سپاس از نظر شما.',
  newConversation: 'گفت‌وگوی تازه: آنچه پیش‌تر پرسیده شد به یاد نمانده است.',
  goodbye: 'بدرود!',
  welcome: 'پرسش خود را بنویسید. راهنما: ‎:help  پایان: ‎:quit',
  help: [
    'هر پرسشی را به فارسی، عربی یا انگلیسی بنویسید و Enter را بزنید.',
    ':source 1   بند کامل منبع شمارهٔ ۱ با نقل‌قول مشخص‌شده',
    ':new        گفت‌وگوی تازه: پرسش‌های پیشین فراموش می‌شوند',
    ':filter منبع ایسنا؛ از مرداد ۱۴۰۰؛ تا …؛ دسته …؛ زبان …   جست‌وجو تنها در این محدوده، تا ‎:filter تنها',
    ':help       همین راهنما',
    ':quit       پایان (یا Ctrl+D)',
  ].join('\n'),
  unknownCommand: (command) => `فرمان ${command} شناخته نشد. ‎:help را ببینید.`,
};

const ar: Phrases = {
  notInCorpus: 'لا تجيب الوثائق المتاحة عن هذا السؤال.',
  toQuestion: (question, said) => `«${question}»: ${said}`,
  limited: 'أرسلتَ أسئلة كثيرة في دقيقة واحدة. أعد المحاولة بعد قليل من فضلك.',
  busy: 'توجد أسئلة كثيرة في الانتظار الآن. أعد المحاولة بعد قليل من فضلك.',
  failed: (errorId) => `تعذّرت الإجابة. رقم الخطأ: ${errorId}`,
  emptyQuestion: 'لم يُكتب سؤال. اكتب سؤالك بالكلمات.',
  longQuestion: (length, limit) => `السؤال أطول من اللازم: ${length} حرفًا، والحد الأقصى ${limit}.`,
  sources: 'المصادر',
  nearest: 'أقرب ما وُجد',
  paragraph: (number) => `الفقرة ${number}`,
  undated: 'بلا تاريخ',
  ownBrackets: '(علامتا ⟦ ⟧ من نص الخبر نفسه.)',
  // Arabic counts two, three to ten and more in three ways.
  alsoReported: (count, names) =>
    count === 1
      ? `نشر الخبر نفسه مصدر آخر: ${names}`
      : `نشرت الخبر نفسه مصادر أخرى (${count}): ${names}`,
  draft: 'مسودة، الكتابة جارية…',
  comma: '، ',
  noSuchSource: (marker) => `لا يوجد في الجواب الأخير مصدر رقمه ${marker}.`,
  noAnswerYet: 'لا يوجد جواب بعد ليُعرض مصدره.',
  forgotten: 'لم يعد هذا الجواب محفوظًا. اسأل من جديد من فضلك.',
  thanks: 'شكرًا على رأيك.',
  newConversation: 'محادثة جديدة: نُسي ما سُئل من قبل.',
  goodbye: 'مع السلامة!',
  welcome: 'اكتب سؤالك. المساعدة: ‎:help  الخروج: ‎:quit',
  help: [
    'اكتب سؤالك بالفارسية أو العربية أو الإنجليزية ثم اضغط Enter.',
    ':source 1   الفقرة الكاملة للمصدر رقم 1 مع تمييز الاقتباس',
    ':new        محادثة جديدة: تُنسى الأسئلة السابقة',
    ':filter المصدر سانا؛ من 2021-09؛ إلى …؛ الفئة …؛ اللغة …   البحث في هذا النطاق وحده، حتى ‎:filter وحده',
    ':help       هذه المساعدة',
    ':quit       الخروج (أو Ctrl+D)',
  ].join('\n'),
  unknownCommand: (command) => `الأمر ${command} غير معروف. انظر ‎:help.`,
};

const en: Phrases = {
  notInCorpus: 'The corpus does not say.',
  toQuestion: (question, said) => `“${question}”: ${said}`,
  limited: 'That was a lot of questions in a minute. Please ask again a little later.',
  busy: 'Many questions are waiting just now. Please ask again a little later.',
  failed: (errorId) => `The question could not be answered. Error id: ${errorId}`,
  emptyQuestion: 'There is no question. Write it in words.',
  longQuestion: (length, limit) =>
    `The question is too long: ${length} characters; at most ${limit} are taken.`,
  sources: 'Sources',
  nearest: 'Nearest articles',
  paragraph: (number) => `paragraph ${number}`,
  undated: 'undated',
  ownBrackets: "(The signs ⟦ ⟧ are the article's own.)",
  alsoReported: (count, names) =>
    `also reported by ${count} ${count === 1 ? 'other' : 'others'}: ${names}`,
  draft: 'Draft, still being written…',
  comma: ', ',
  noSuchSource: (marker) => `The last answer has no source ${marker}.`,
  noAnswerYet: 'There is no answer yet to show a source of.',
  forgotten: 'This answer is no longer remembered. Please ask again.',
  thanks: 'Thank you for your opinion.',
  newConversation: 'A new conversation: what was asked before is forgotten.',
  goodbye: 'Goodbye!',
  welcome: 'Ask a question. Help: :help  End: :quit',
  help: [
    'Write a question in Persian, Arabic or English and press Enter.',
    ':source 1   the whole paragraph of source 1, the quote marked',
    ':new        a new conversation: earlier questions are forgotten',
    ':filter source SANA; from 2021-09; to …; category …; language …   asks only this, until :filter alone',
    ':help       this help',
    ':quit       the end (or Ctrl+D)',
  ].join('\n'),
  unknownCommand: (command) => `There is no command ${command}. See :help.`,
};

/** The phrases by language. */
export const PHRASES: Readonly<Record<PhraseLanguage, Phrases>> = { fa, ar, en };
