import type { PhraseLanguage } from './phrases.js';

/** What is said to those who change the corpus from a chat. Addresses stand on lines of their own. */
export interface CorpusPhrases {
  /** To everyone else; `person` is what the setting ADMINS would have to name. */
  readonly notAdmin: (person: string) => string;
  readonly usage: string;
  readonly heading: string;
  readonly none: string;
  readonly kind: Readonly<Record<'page' | 'feed', string>>;
  readonly articles: (count: number) => string;
  readonly problem: (reason: string) => string;
  readonly added: (count: number) => string;
  readonly known: (count: number) => string;
  readonly refused: string;
  readonly partsRefused: (count: number) => string;
  readonly removed: (count: number) => string;
  readonly noSuch: (name: string) => string;
  readonly notUrl: string;
  readonly busy: string;
  readonly failed: (errorId: string) => string;
}

/** Keeps a command or a name in one piece within right-to-left text. */
const apart = (text: string): string => `\u2068${text}\u2069`;

const fa: CorpusPhrases = {
  notAdmin: (person) => `تغییر منابع تنها با مدیران این ربات است. شناسهٔ شما: ${apart(person)}`,
  usage: [
    `${apart('/corpus')} فهرست منابع`,
    `${apart('/corpus add https://…')} افزودن یک صفحه یا خوراک خبری`,
    `${apart('/corpus remove 3')} برداشتن منبع شمارهٔ ۳ و خبرهای آن`,
  ].join('\n'),
  heading: 'منابع از وب:',
  none: 'هنوز صفحه یا خوراکی افزوده نشده است.',
  kind: { page: 'صفحه', feed: 'خوراک' },
  articles: (count) => `${count} خبر`,
  problem: (reason) => `بار آخر دریافت نشد: ${reason}`,
  added: (count) => `افزوده شد: ${count} خبر. تا چند لحظهٔ دیگر می‌توان از آن پرسید.`,
  known: (count) => `این منبع از پیش هست؛ خبر تازه یا تغییریافته: ${count}`,
  refused: 'پذیرفته نشد:',
  partsRefused: (count) => `${count} مطلب آن پذیرفته نشد:`,
  removed: (count) => `برداشته شد، همراه با ${count} خبر آن.`,
  noSuch: (name) => `چنین منبعی نیست: ${apart(name)}`,
  notUrl: `نشانی کامل را بنویسید، با ${apart('https://')} در آغاز.`,
  busy: 'تغییر دیگری در دست انجام است. کمی بعد دوباره بفرستید.',
  failed: (errorId) => `انجام نشد. شناسهٔ خطا: ${errorId}`,
};

const ar: CorpusPhrases = {
  notAdmin: (person) => `تغيير المصادر لمشرفي هذا البوت وحدهم. معرّفك: ${apart(person)}`,
  usage: [
    `${apart('/corpus')} قائمة المصادر`,
    `${apart('/corpus add https://…')} إضافة صفحة أو خلاصة أخبار`,
    `${apart('/corpus remove 3')} حذف المصدر رقم 3 وأخباره`,
  ].join('\n'),
  heading: 'المصادر من الويب:',
  none: 'لم تُضف صفحة ولا خلاصة بعد.',
  kind: { page: 'صفحة', feed: 'خلاصة' },
  articles: (count) => `عدد الأخبار: ${count}`,
  problem: (reason) => `تعذّر جلبه آخر مرة: ${reason}`,
  added: (count) => `أُضيف. عدد الأخبار: ${count}، ويمكن السؤال عنها بعد لحظات.`,
  known: (count) => `هذا المصدر موجود من قبل؛ الأخبار الجديدة أو المعدّلة: ${count}`,
  refused: 'لم يُقبل:',
  partsRefused: (count) => `مواد منه لم تُقبل، عددها ${count}:`,
  removed: (count) => `حُذف مع أخباره، وعددها ${count}.`,
  noSuch: (name) => `لا يوجد مصدر كهذا: ${apart(name)}`,
  notUrl: `اكتب العنوان كاملًا، بادئًا بـ ${apart('https://')}`,
  busy: 'يجري تغيير آخر الآن. أعد المحاولة بعد قليل من فضلك.',
  failed: (errorId) => `تعذّر ذلك. رقم الخطأ: ${errorId}`,
};

const en: CorpusPhrases = {
  notAdmin: (person) =>
    `Only the administrators of this bot change its sources. Your id: ${person}`,
  usage: [
    '/corpus lists the sources',
    '/corpus add https://… adds a page or a news feed',
    '/corpus remove 3 removes source number 3 and its articles',
  ].join('\n'),
  heading: 'Sources from the web:',
  none: 'No page or feed has been added yet.',
  kind: { page: 'page', feed: 'feed' },
  articles: (count) => `articles: ${count}`,
  problem: (reason) => `not fetched the last time: ${reason}`,
  added: (count) => `Added. Articles: ${count}; they can be asked about in a moment.`,
  known: (count) => `This source was there already. Articles new or changed: ${count}`,
  refused: 'Refused:',
  partsRefused: (count) => `Entries of it that were refused: ${count}`,
  removed: (count) => `Removed, with its articles: ${count}`,
  noSuch: (name) => `There is no such source: ${name}`,
  notUrl: 'Write the whole address, with https:// before it.',
  busy: 'Another change is being made. Please try again a little later.',
  failed: (errorId) => `It could not be done. Error id: ${errorId}`,
};

/** The phrases by language. */
export const CORPUS_PHRASES: Readonly<Record<PhraseLanguage, CorpusPhrases>> = { fa, ar, en };
