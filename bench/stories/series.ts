import { dropSentences, type Story } from './edits.js';
import { pick, type Random } from './random.js';

/** Makes another report of a story's series; null where the story has nothing to swap. */
export type Swap = (story: Story, tags: readonly string[], random: Random) => Story | null;

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

const NUMBER_WORDS = list('دو سه چهار پنج شش هفت هشت ده یازده دوازده پانزده بیست');
const WEEKDAYS = list('شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه');
const MONTHS = list('فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند');
/** Half of them are not among the program's own places. */
const PLACES = list(`
ایران عراق سوریه ترکیه لبنان قطر آمریکا روسیه چین ژاپن آلمان فرانسه انگلیس ایتالیا اسپانیا برزیل هند پاکستان افغانستان
تهران مشهد اصفهان شیراز تبریز قم اهواز کرمانشاه کرمان یزد اردبیل زنجان قزوین همدان گیلان گلستان خوزستان کردستان لرستان
سقز بانه مریوان جاسک میناب ملایر نهاوند خمین ساوه تفرش مرند میانه خوی ماکو بم سیرجان رفسنجان جیرفت زابل ایرانشهر
تربت کاشمر قوچان شاهرود دامغان نکا رودسر لاهیجان آستارا تالش بهبهان ماهشهر شوشتر شوش ایذه کازرون جهرم لار داراب فسا
`);

/** A story about a place or a person names them as often at least, the headline included. */
const MENTIONS = 3;

const among = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\u200c])(?:${words.join('|')})(?![\\p{L}\\u200c])`, 'gu');

/** Null where `pattern` stands less than `least` times in the story: it is about something else. */
function replaceAll(
  story: Story,
  pattern: RegExp,
  by: (found: string) => string,
  least = 1,
): Story | null {
  let found = 0;
  const change = (text: string): string =>
    text.replace(pattern, (match) => {
      found++;
      return by(match);
    });
  const changed = { title: change(story.title), paragraphs: story.paragraphs.map(change) };
  return found < least ? null : changed;
}

/** The same word becomes the same other word throughout. */
function consistently(words: readonly string[], random: Random): (found: string) => string {
  const given = new Map<string, string>();
  return (found) => {
    const known = given.get(found);
    if (known !== undefined) return known;
    const other = pick(
      random,
      words.filter((word) => word !== found),
    );
    given.set(found, other);
    return other;
  };
}

/** Persian letters, so that the lists above find their words in Fars' Arabic ones. */
const persian = (story: Story): Story => {
  const change = (text: string) => text.replaceAll('ي', 'ی').replaceAll('ك', 'ک');
  return { title: change(story.title), paragraphs: story.paragraphs.map(change) };
};

function otherNumber(found: string, random: Random): string {
  const least = found.length === 1 ? 0 : 10 ** (found.length - 1);
  const most = 10 ** found.length;
  const at = least + Math.floor(random() * (most - least));
  return String(at === Number(found) ? (at + 1 < most ? at + 1 : least) : at);
}

/** All numbers, in digits and in words; the name «ورزش سه» is none. */
const swapNumbers: Swap = (story, _tags, random) => {
  const inWords = new RegExp(`(?<!ورزش[\\s\\u200c]?)${among(NUMBER_WORDS).source}`, 'gu');
  const ascii = (text: string) =>
    text.replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x6f0));
  const plain = { title: ascii(story.title), paragraphs: story.paragraphs.map(ascii) };
  const count = plain.paragraphs.join(' ').match(/\d+/g)?.length ?? 0;
  if (count < 3) return null;
  const digits = replaceAll(plain, /\d{1,12}/g, (found) => otherNumber(found, random)) ?? plain;
  return replaceAll(digits, inWords, consistently(NUMBER_WORDS, random)) ?? digits;
};

/** Weekdays, months and the numbers before months. */
const swapDays: Swap = (story, _tags, random) => {
  const weekdays = replaceAll(story, among(WEEKDAYS), consistently(WEEKDAYS, random));
  const dated = new RegExp(`\\d{1,2}\\s(?:${MONTHS.join('|')})(?=[\\s\\u200cم])`, 'gu');
  const month = consistently(MONTHS, random);
  const dates = replaceAll(weekdays ?? story, dated, (found) => {
    const [day = '1', name = ''] = found.split(/\s/u);
    return `${otherNumber(day, random)} ${month(name)}`;
  });
  return dates ?? weekdays;
};

/** Every place of our list, each by one other. */
const swapPlaces: Swap = (story, _tags, random) =>
  replaceAll(story, among(PLACES), consistently(PLACES, random), MENTIONS);

/** Words that make a tag of two words a subject: «لیگ برتر» is no name. */
const SUBJECT = among(
  list(`
لیگ تیم جام برنامه فدراسیون باشگاه نماز شورای محیط حزب استان شهر شهرستان وزیر رئیس ریاست هفته روز انتخابات حوزه مناطق
ملی مجلس تیمهای نقل بازی مسابقات سازمان ستاد سرمربی کشتی والیبال فوتبال بسکتبال هندبال وزنه برداری المپیک توپ صدا
خبر خبرگزاری دولت ایران اسلامی جمهوری قهرمانی آسیا جهان داوران کمیته هیئت اردوی آموزش دانشگاه علوم انقلاب دفاع
تمرینات نشریه نشریات بازیهای رقابت رقابتهای حضرت فرهنگی مواد مدیر اداره کل مدال طلای دختر قرمز کارت
`),
);

/** Whether a tag is the name of a person or a club: two words, and none of a subject. */
export function isName(tag: string): boolean {
  return /^[\p{L}\u200c]{3,} [\p{L}\u200c]{3,}$/u.test(tag) && tag.search(SUBJECT) < 0;
}

/** The names that the newsroom tagged the story with, by those of another story. */
function swapNames(strangers: readonly string[]): Swap {
  return (story, tags, random) => {
    const lastOf = (tag: string): string => tag.split(' ').at(-1) ?? tag;
    const named = tags.filter(isName);
    if (named.length === 0) return null;
    const names = [...new Set(named.flatMap((tag) => [tag, lastOf(tag)]))];
    const given = new Map(named.map((tag) => [lastOf(tag), pick(random, strangers)]));
    const longFirst = names.sort((a, b) => b.length - a.length);
    const another = (found: string): string => {
      const other = given.get(lastOf(found)) ?? found;
      return found.includes(' ') ? other : lastOf(other);
    };
    return replaceAll(story, among(longFirst), another, MENTIONS);
  };
}

/** The next report of the series: all of it at once, and some sentences gone. */
function nextReport(swaps: readonly Swap[]): Swap {
  return (story, tags, random) => {
    let changed = 0;
    let next = story;
    for (const swap of swaps) {
      const swapped = swap(next, tags, random);
      if (swapped !== null) changed++;
      next = swapped ?? next;
    }
    return changed < 2 ? null : dropSentences(next, random);
  };
}

export function swapsWith(strangers: readonly string[]): Readonly<Record<string, Swap>> {
  const names = swapNames(strangers);
  const swaps = { numbers: swapNumbers, days: swapDays, places: swapPlaces, names };
  const onPersian =
    (swap: Swap): Swap =>
    (story, tags, random) =>
      swap(persian(story), tags, random);
  return {
    'next of the series': onPersian(nextReport(Object.values(swaps))),
    'numbers swapped': onPersian(swapNumbers),
    'days swapped': onPersian(swapDays),
    'places swapped': onPersian(swapPlaces),
    'names swapped': onPersian(names),
  };
}
