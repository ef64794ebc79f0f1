import { sentences } from '../../src/language/sentences.js';
import { pick, type Random } from './random.js';

/** A story as an editor sees it. */
export interface Story {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export type Edit = (story: Story, random: Random) => Story;

/** Pairs that one editor or another prefers; each is replaced in both directions. */
const SYNONYMS: readonly (readonly [string, string])[] = `
گفت:اظهار کرد افزود:اضافه کرد خاطرنشان:یادآور تصریح:تأکید برگزار:برپا آغاز:شروع پایان:خاتمه همچنین:نیز
کشور:مملکت دیدار:ملاقات بازی:مسابقه پیروزی:برد شکست:باخت مقابل:برابر سرمربی:مربی تیم:گروه شرکت:حضور
افزایش:رشد کاهش:افت مشکل:معضل مهم:بااهمیت بزرگ:عظیم کوچک:خرد خوب:مناسب سخت:دشوار سریع:تند اعلام:عنوان
اقدام:کار تلاش:کوشش کمک:یاری مردم:اهالی شهر:شهرستان مسئولان:مقامات مسئول:متولی نیاز:احتیاج ایجاد:تأسیس
استفاده:بهره‌گیری توسط:به‌وسیله درباره:پیرامون سپس:بعد اکنون:هم‌اینک حدود:نزدیک بیش:فزون تمام:همه خودرو:ماشین
هواپیما:طیاره منزل:خانه دانش‌آموز:محصل پزشک:دکتر بیماری:مرض مبتلا:دچار کشته:جان‌باخته زخمی:مجروح حادثه:سانحه
حمله:یورش نیروها:قوا ارتش:نظامیان توافق:تفاهم مذاکره:گفت‌وگو سفر:عزیمت وارد:داخل دریافت:اخذ پرداخت:واریز
تعطیل:بسته واژگونی:چپ‌شدن آتش‌سوزی:حریق سیلاب:سیل لرزید:تکان‌خورد تسلیحات:جنگ‌افزار راکت:موشک خمپاره:توپخانه
مصادره:ضبط توقیف:بازداشت تبهکاران:مجرمان سارقان:دزدان متواری:فراری خرسندی:خشنودی تقلیل:نقصان پرشتاب:پرسرعت
مجتمع:همتافت مکاتبه:نامه‌نگاری اقلیم:آب‌وهوا نزولات:بارش مرتع:چراگاه احشام:دام‌ها کنسرت:هم‌نوازی نقاشی:نگارگری
بازیکن:فوتبالیست هواداران:طرفداران قرارداد:توافق‌نامه فصل:موسم باشگاه:تیم نماینده:وکیل
`
  .trim()
  .split(/\s+(?=\S+:)/)
  .map((pair) => pair.split(':') as [string, string]);

const HEADLINES = ['جزئیات تازه منتشر شد', 'آنچه باید بدانید', 'گزارش کامل یک رویداد'];
const AGENCIES = [
  'ایسنا',
  'سانا',
  'ایلنا',
  'باشگاه خبرنگاران جوان',
  'العالم',
  'خبرآنلاین',
  'مهر',
  'رویترز',
];
const DATELINES = ['تهران - ایلنا', 'دمشق-سانا', 'اهواز - ایسنا', 'بیروت - العالم'];

const everySentence = (paragraph: string): readonly string[] =>
  sentences(paragraph).map(({ start, end }) => paragraph.slice(start, end));

const mapText = (story: Story, change: (text: string) => string): Story => ({
  title: change(story.title),
  paragraphs: story.paragraphs.map(change),
});

const onSentences = (story: Story, keep: (at: number, total: number) => boolean): Story => {
  const total = story.paragraphs.flatMap(everySentence).length;
  let at = 0;
  const paragraphs = story.paragraphs
    .map((paragraph) => everySentence(paragraph).filter(() => keep(at++, total)))
    .filter((kept) => kept.length > 0)
    .map((kept) => kept.join(' '));
  return { ...story, paragraphs };
};

/** The last fifth to three fifths of the sentences go. */
const cutTail: Edit = (story, random) => {
  const share = 0.4 + 0.4 * random();
  return onSentences(story, (at, total) => at < Math.max(1, Math.ceil(total * share)));
};

const replaceHeadline: Edit = (story, random) => ({
  ...story,
  title: pick(random, HEADLINES),
});

/** A line on where the text comes from, first or last. */
const addSource: Edit = ({ title, paragraphs }, random) => {
  const agency = pick(random, AGENCIES);
  return random() < 0.5
    ? { title, paragraphs: [`به گزارش ${agency}، ${paragraphs[0] ?? ''}`, ...paragraphs.slice(1)] }
    : { title, paragraphs: [...paragraphs, `منبع: ${agency}`, 'انتهای پیام/'] };
};

/** The agency of «به گزارش …» becomes another; «ورزش سه» too. */
const otherSource: Edit = ({ title, paragraphs }, random) => {
  const agency = pick(random, AGENCIES);
  const named =
    /گزارش\s*(?:خبرنگار\s+)?(?:(?:خبرگزار[یي]\s+)?(?:فارس|مهر|تسنیم|ایسنا)|["«]?ورزش[\s\u200c]سه["»]?)/gu;
  return {
    title,
    paragraphs: paragraphs.map((text) => text.replace(named, `گزارش ${agency}`)),
  };
};

const addDateline: Edit = ({ title, paragraphs }, random) => {
  const day = `${1 + Math.floor(random() * 29)} شهریور`;
  const line = pick(random, DATELINES);
  return { title, paragraphs: [random() < 0.5 ? line : `${line} - ${day}`, ...paragraphs] };
};

const ARABIC: Readonly<Record<string, string>> = { ی: 'ي', ک: 'ك', ي: 'ی', ك: 'ک' };

/** Persian letters become Arabic ones and the other way round; digits become Arabic ones. */
const arabicLetters: Edit = (story) =>
  mapText(story, (text) =>
    text
      .replace(/[یکيك]/gu, (letter) => ARABIC[letter] ?? letter)
      .replace(/[0-9]/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  );

/** A fifth of the sentences go, wherever they stand, but not the first. */
export const dropSentences: Edit = (story, random) =>
  onSentences(story, (at) => at === 0 || random() > 0.2);

/** Two paragraphs change places, and the sentences inside one. */
const reorder: Edit = ({ title, paragraphs }, random) => {
  const moved = [...paragraphs];
  const from = Math.floor(random() * moved.length);
  const [paragraph = ''] = moved.splice(from, 1);
  const turned = [...everySentence(paragraph)].reverse().join(' ');
  moved.splice(Math.floor(random() * (moved.length + 1)), 0, turned);
  return { title, paragraphs: moved };
};

/** Half of the words that have a synonym in our list are replaced by it. */
const synonyms: Edit = (story, random) => {
  const others = new Map(SYNONYMS.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
  return mapText(story, (text) =>
    text.replace(/[\p{L}\u200c]+/gu, (word) =>
      random() < 0.5 ? (others.get(word) ?? word) : word,
    ),
  );
};

/** Half-spaces become spaces or are lost. */
const loseHalfSpaces: Edit = (story, random) => {
  const instead = random() < 0.5 ? ' ' : '';
  return mapText(story, (text) => text.replaceAll('\u200c', instead));
};

const inTurn =
  (...edits: readonly Edit[]): Edit =>
  (story, random) =>
    edits.reduce((edited, edit) => edit(edited, random), story);

/** What another newsroom makes of a wire report, all at once. */
const rewrite = inTurn(
  replaceHeadline,
  dropSentences,
  synonyms,
  arabicLetters,
  otherSource,
  addDateline,
);

export const EDITS: Readonly<Record<string, Edit>> = {
  'tail cut': cutTail,
  'other headline': replaceHeadline,
  'source line': addSource,
  'other source': otherSource,
  'dateline, day': addDateline,
  'Arabic letters': arabicLetters,
  'sentences dropped': dropSentences,
  reordered: reorder,
  synonyms,
  'half-spaces lost': loseHalfSpaces,
  'all but the tail': rewrite,
  'tail cut, source line, dateline': inTurn(cutTail, addSource, addDateline),
};
