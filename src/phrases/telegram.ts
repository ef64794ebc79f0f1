import type { PhraseLanguage } from './phrases.js';

/** What becomes of what people ask. */
export interface Keeping {
  /** How long an answer is kept that nobody has judged. */
  readonly days: number;
  /** The chat model that writes the answers, and so is given questions; null: none. */
  readonly writer: Writer | null;
}

interface Writer {
  readonly model: string;
  /** The company that is asked; null: a server that whoever runs the bot has chosen. */
  readonly provider: string | null;
}

/** What is said on Telegram beside answers. */
export interface TelegramPhrases {
  readonly start: string;
  readonly help: (botName: string) => string;
  readonly privacy: (keeping: Keeping) => string;
  readonly unknownCommand: (command: string) => string;
  readonly noText: string;
  readonly alreadyShown: string;
  readonly inlineTitle: string;
  /** Shown in Telegram's menu of commands. */
  readonly commands: Readonly<Record<'ask' | 'sources' | 'new' | 'help' | 'privacy', string>>;
}

/** Keeps a command or a name in one piece within right-to-left text. */
const apart = (text: string): string => `\u2068${text}\u2069`;

/** What goes where, of what people ask. */
function sentInPersian(writer: Writer | null): string {
  if (writer === null) return 'هیچ‌چیز برای دیگران فرستاده نمی‌شود.';
  const whose =
    writer.provider === null
      ? 'روی کارسازی که گردانندهٔ این ربات برگزیده است'
      : `از شرکت ${apart(writer.provider)}`;
  return `پرسش، چند پرسش آخر همین گفت‌وگو با آنچه برایشان نقل شده، و بندهایی که برای آن یافته‌ام به مدل زبانی ${apart(writer.model)} ${whose} فرستاده می‌شود تا پاسخ را بنویسد؛ چیز دیگری برای دیگران فرستاده نمی‌شود.`;
}

const fa: TelegramPhrases = {
  start: [
    'سلام! هر پرسشی دربارهٔ خبرها دارید بنویسید.',
    'پاسخ را همراه با متن دقیق خبر و نشانی آن می‌بینید؛ اگر در خبرها نباشد، همین را می‌گویم.',
    `راهنما: ${apart('/help')}`,
  ].join('\n'),
  help: (botName) =>
    [
      'پرسش خود را به فارسی، عربی یا انگلیسی بنویسید.',
      `در گروه: ${apart('/ask')} و سپس پرسش، یا در پاسخ به پیام من، یا با نام ${apart(`@${botName}`)}.`,
      `${apart('/sources')} منابع آخرین پاسخ؛ ${apart('/sources 2')} بند کامل منبع دوم.`,
      'دکمهٔ هر منبع بند کامل آن را نشان می‌دهد؛ با 👍 و 👎 نظرتان را بگویید.',
      'اگر پرسش را ویرایش کنید، پاسخ هم ویرایش می‌شود.',
      `پرسش بعدی می‌تواند به پیشین برگردد: «وی دیگر چه گفت؟»؛ ${apart('/new')} گفت‌وگو را از نو آغاز می‌کند.`,
      `چه چیزی نگه داشته می‌شود: ${apart('/privacy')}`,
    ].join('\n'),
  privacy: ({ days, writer }) =>
    [
      'در گروه‌ها فقط فرمان‌ها، پیام‌هایی که نام مرا می‌برند و پاسخ‌ها به پیام‌های خودم را می‌خوانم.',
      `پرسش، پاسخ و منابع آن ${days} روز نگه داشته می‌شود تا دکمه‌ها کار کنند؛ اگر 👍 یا 👎 را بزنید، نظر شما و آن پاسخ بی‌مهلت می‌ماند.`,
      `چند پرسش آخر هر گفت‌وگو تا نیم ساعت پس از آخرین آن‌ها می‌ماند تا پرسش بعدی فهمیده شود، و سپس پاک می‌شود؛ ${apart('/new')} همان دم پاکشان می‌کند.`,
      sentInPersian(writer),
    ].join('\n'),
  unknownCommand: (command) => `فرمان ${apart(command)} را نمی‌شناسم. راهنما: ${apart('/help')}`,
  noText: 'فقط متن را می‌خوانم. پرسش خود را بنویسید.',
  alreadyShown: 'این منبع پیش‌تر در همین گروه نشان داده شده است.',
  inlineTitle: 'پاسخ',
  commands: {
    ask: 'پرسش از خبرها',
    sources: 'منابع آخرین پاسخ',
    new: 'گفت‌وگوی تازه',
    help: 'راهنما',
    privacy: 'چه چیزی خوانده و نگه داشته می‌شود',
  },
};

function sentInArabic(writer: Writer | null): string {
  if (writer === null) return 'لا يُرسل شيء إلى الآخرين.';
  const whose =
    writer.provider === null
      ? 'على خادم اختاره مشغّل هذا البوت'
      : `من شركة ${apart(writer.provider)}`;
  return `يُرسل السؤال وآخر أسئلة المحادثة نفسها مع ما اقتُبس لها والفقرات التي وجدتُها له إلى النموذج اللغوي ${apart(writer.model)} ${whose} ليكتب الجواب، ولا يُرسل غير ذلك إلى الآخرين.`;
}

const ar: TelegramPhrases = {
  start: [
    'مرحبًا! اكتب أي سؤال عن الأخبار.',
    'يأتيك الجواب مع نص الخبر حرفيًا ومصدره، وإن لم يكن في الأخبار قلتُ لك ذلك.',
    `المساعدة: ${apart('/help')}`,
  ].join('\n'),
  help: (botName) =>
    [
      'اكتب سؤالك بالفارسية أو العربية أو الإنجليزية.',
      `في المجموعات: ${apart('/ask')} ثم السؤال، أو بالرد على رسالتي، أو بذكر ${apart(`@${botName}`)}.`,
      `${apart('/sources')} مصادر الجواب الأخير؛ ${apart('/sources 2')} الفقرة الكاملة للمصدر الثاني.`,
      'زر كل مصدر يعرض فقرته كاملة، وبـ 👍 و 👎 تقول رأيك.',
      'إذا عدّلت السؤال عُدّل الجواب أيضًا.',
      `يمكن لسؤالك أن يبني على ما قبله: «ماذا قال أيضًا؟»؛ ${apart('/new')} يبدأ محادثة جديدة.`,
      `ما الذي يُحفظ: ${apart('/privacy')}`,
    ].join('\n'),
  privacy: ({ days, writer }) =>
    [
      'في المجموعات لا أقرأ إلا الأوامر والرسائل التي تذكرني والردود على رسائلي.',
      `يُحفظ السؤال والجواب ومصادره ${days} يومًا كي تعمل الأزرار؛ وإذا ضغطت 👍 أو 👎 بقي رأيك وذلك الجواب بلا أجل.`,
      `تبقى آخر أسئلة كل محادثة نصف ساعة بعد آخرها ليُفهم السؤال التالي، ثم تُحذف؛ ويحذفها ${apart('/new')} فورًا.`,
      sentInArabic(writer),
    ].join('\n'),
  unknownCommand: (command) => `لا أعرف الأمر ${apart(command)}. المساعدة: ${apart('/help')}`,
  noText: 'لا أقرأ إلا النص. اكتب سؤالك.',
  alreadyShown: 'عُرض هذا المصدر من قبل في هذه المجموعة.',
  inlineTitle: 'الجواب',
  commands: {
    ask: 'سؤال عن الأخبار',
    sources: 'مصادر الجواب الأخير',
    new: 'محادثة جديدة',
    help: 'المساعدة',
    privacy: 'ما الذي يُقرأ ويُحفظ',
  },
};

function sentInEnglish(writer: Writer | null): string {
  if (writer === null) return 'Nothing is sent to anyone else.';
  const whose =
    writer.provider === null
      ? 'on a server that whoever runs this bot has chosen'
      : `of ${writer.provider}`;
  return `A question, the last questions of its conversation with what was quoted for them, and the paragraphs found for it are sent to the language model ${writer.model} ${whose} to write the answer; nothing else is sent to anyone else.`;
}

const en: TelegramPhrases = {
  start: [
    'Hello! Write any question about the news.',
    'The answer comes with the exact words of the article and where they stand; where the news does not say, I tell you so.',
    'Help: /help',
  ].join('\n'),
  help: (botName) =>
    [
      'Write your question in Persian, Arabic or English.',
      `In groups: /ask and the question, or reply to a message of mine, or name @${botName}.`,
      '/sources shows the sources of the last answer; /sources 2 the whole paragraph of the second.',
      'The button of a source shows its whole paragraph; 👍 and 👎 say what you think.',
      'If you edit a question, its answer is edited too.',
      'A question may go on from the last one: "What else did he say?"; /new begins anew.',
      'What is kept: /privacy',
    ].join('\n'),
  privacy: ({ days, writer }) =>
    [
      'In groups I read only commands, messages that name me, and replies to my messages.',
      `A question, its answer and sources are kept for ${days} days so that the buttons work; if you press 👍 or 👎, your opinion and that answer are kept for good.`,
      'The last questions of a conversation are kept for half an hour after the last, so that the next is understood, and then deleted; /new deletes them at once.',
      sentInEnglish(writer),
    ].join('\n'),
  unknownCommand: (command) => `I do not know ${command}. Help: /help`,
  noText: 'I only read text. Write your question.',
  alreadyShown: 'This source was shown in this group before.',
  inlineTitle: 'Answer',
  commands: {
    ask: 'ask about the news',
    sources: 'the sources of the last answer',
    new: 'a new conversation',
    help: 'help',
    privacy: 'what is read and kept',
  },
};

/** The phrases by language. */
export const TELEGRAM_PHRASES: Readonly<Record<PhraseLanguage, TelegramPhrases>> = { fa, ar, en };

/** The language for a person's Telegram (`language_code`, an IETF tag); Persian where it is unsaid. */
export function personLanguage(code: string | undefined): PhraseLanguage {
  const language = (code ?? 'fa').toLowerCase().split('-')[0];
  return language === 'fa' || language === 'ar' ? language : 'en';
}
