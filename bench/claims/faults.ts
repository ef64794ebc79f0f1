import { normalize } from '../../src/language/normalize.js';

/** A claim made false, and how. */
export interface Planted {
  readonly kind: string;
  readonly sentence: string;
}

type Random = () => number;

const group = (kind: string, list: string): readonly (readonly [string, readonly string[]])[] =>
  list
    .trim()
    .split('\n')
    .map((line) => [kind, line.trim().split(/،\s*/u)] as const);

/** Names of one kind, any of which may stand for another; from our own knowledge. */
export const GROUPS = [
  ...group(
    'person',
    `احمدی‌نژاد، احمدي نژاد، احمدي‌نژاد، خاتمی، خاتمي، هاشمی رفسنجانی، قالیباف، لاریجانی، لاريجاني، روحانی، رئیسی، جهانگیری، ظریف، متکی، متكي، عراقچی، صالحی، حداد عادل، ولایتی، پورمحمدی، نجار، دانشجو، فتاح، سورنا ستاری، آخوندی
    برانکو، دایی، منصوریان، شفر، قلعه‌نویی، قلعه نویی، کی روش، کی‌روش، فرکی، پروین، کفاشیان، تاج، طاهری، گل‌محمدی، یحیی گل محمدی، مظلومی، تارتار، کمالوند، جلالی، ویسی، بلاژویچ، فیروز کریمی
    رونالدو، مسی، نیمار، بنزما، سوارز، گریزمان، پوگبا، کین، صلاح، آگوئرو، هازارد، بیل، دی‌ماریا، ایبراهیموویچ، لواندوفسکی، راموس، پیکه، موراتا، ژیرو، دروگبا
    مورینیو، گواردیولا، آنچلوتی، زیدان، کلوپ، ونگر، فرگوسن، کونته، سیمئونه، انریکه، فان‌خال، بنیتس، توخل`,
  ),
  ...group(
    'organisation',
    `استقلال، پرسپولیس، سپاهان، تراکتورسازی، ذوب آهن، سایپا، ملوان، پیکان، نفت تهران، صبای قم، فولاد خوزستان، نساجی، سپیدرود، داماش
    بارسلونا، رئال مادرید، یوونتوس، بایرن مونیخ، دورتموند، چلسی، آرسنال، لیورپول، منچستر یونایتد، منچستر سیتی، تاتنهام، میلان، اینتر، اتلتیکو مادرید
    وزارت نفت، وزارت کشور، وزارت ارتباطات، وزارت بهداشت، وزارت نیرو، وزارت راه، وزارت علوم، وزارت بازرگانی، وزارت صنایع`,
  ),
  ...group(
    'place',
    `تهران، اصفهان، مشهد، شیراز، تبریز، اهواز، کرمان، یزد، قم، زنجان، ایلام، گرگان، رشت، قزوین، همدان، اردبیل، سمنان، بوشهر، کرمانشاه، سنندج، اراك، اراک، بجنورد، بیرجند، خرم‌آباد، یاسوج
    ایران، عراق، سوریه، روسیه، آمریکا، چین، ترکیه، آلمان، فرانسه، انگلیس، ژاپن، پاکستان، افغانستان، هند، قطر، امارات، عربستان، لبنان، مصر، ایتالیا، اسپانیا، برزیل، آرژانتین، استرالیا
    مسکو، لندن، پاریس، برلین، وین، بغداد، دمشق، بیروت، پکن، توکیو، رم، مادرید، آنکارا، کابل`,
  ),
  ...group('date', 'شنبه، یکشنبه، دوشنبه، سه‌شنبه، چهارشنبه، پنجشنبه، جمعه'),
  ...group(
    'date',
    `فروردین، اردیبهشت، خرداد، تیرماه، مرداد، شهریور، مهرماه، آبان، آذر، دی‌ماه، بهمن، اسفند
    ژانویه، فوریه، مارس، آوریل، ژوئن، ژوئیه، اوت، سپتامبر، اکتبر، نوامبر، دسامبر`,
  ),
  ...group(
    'number word',
    `دو، سه، چهار، پنج، شش، هفت، هشت، ده، دوازده، بیست، سی، چهل
    اول، دوم، سوم، چهارم، پنجم، ششم، هفتم، هشتم
    اولین، دومین، سومین، چهارمین، پنجمین، ششمین
    هزار، میلیون، میلیارد`,
  ),
  ...group(
    'unit',
    `متر، کیلومتر، سانتیمتر
    ریال، تومان، دلار، یورو
    دقیقه، ساعت، روز، هفته، ماه، سال
    هکتار، مترمربع
    کیلوگرم، تن، گرم
    درصد، برابر`,
  ),
];

/** Contrary words, each way. */
const CONTRARY: readonly (readonly [string, string])[] = [
  ['افزایش', 'کاهش'],
  ['بیش از', 'کمتر از'],
  ['پس از', 'پیش از'],
  ['بعد از', 'قبل از'],
  ['آغاز', 'پایان'],
  ['پیروزی', 'شکست'],
  ['شمال', 'جنوب'],
  ['شرق', 'غرب'],
  ['داخلی', 'خارجی'],
  ['موافقت', 'مخالفت'],
  ['صادرات', 'واردات'],
  ['خرید', 'فروش'],
  ['ورود', 'خروج'],
  ['حداقل', 'حداکثر'],
  ['برد', 'باخت'],
  ['رشد', 'افت'],
  ['حمایت', 'انتقاد'],
  ['بهترین', 'بدترین'],
  ['بزرگترین', 'کوچکترین'],
  ['بیشترین', 'کمترین'],
  ['مثبت', 'منفی'],
  ['موفق', 'ناموفق'],
  ['قدیمی', 'جدید'],
  ['جدید', 'قدیمی'],
];

const VERBS: readonly (readonly [string, string])[] = (
  'شد نشد|شدند نشدند|کرد نکرد|کردند نکردند|است نیست|هستند نیستند|بود نبود|بودند نبودند|دارد ندارد|دارند ندارند|' +
  'داد نداد|دادند ندادند|گرفت نگرفت|گرفتند نگرفتند|داشت نداشت|داشتند نداشتند|خواهد نخواهد|خواهند نخواهند|' +
  'شود نشود|کند نکند|رسید نرسید|رفت نرفت|آمد نیامد|یافت نیافت|شده نشده|کرده نکرده|می‌شود نمی‌شود|می‌کند نمی‌کند|' +
  'می‌کنند نمی‌کنند|می‌دهد نمی‌دهد|می‌شوند نمی‌شوند|می شود نمی شود|می کند نمی کند|می کنند نمی کنند|باشد نباشد|' +
  'توانست نتوانست|می‌تواند نمی‌تواند|باید نباید|کردیم نکردیم|داریم نداریم'
)
  .split('|')
  .map((pair) => pair.split(/ (?=ن)/u) as unknown as readonly [string, string]);

/** A pattern of a word whatever letters and half-spaces it is typed with. */
export function typed(word: string, extra = ''): RegExp {
  const letters = word
    .replaceAll(/[یي]/gu, '[یي]')
    .replaceAll(/[کك]/gu, '[کك]')
    .replaceAll(/[\u200c ]/gu, '[ \\u200c]?');
  return new RegExp(`(?<![\\p{L}\\u200c])${letters}${extra}(?![\\p{L}\\u200c])`, 'u');
}

function exchanged(sentence: string, evidence: string, random: Random): readonly Planted[] {
  return GROUPS.flatMap(([kind, names]) => {
    const at = names.findIndex((name) => typed(name).test(sentence));
    const name = names[at];
    if (name === undefined) return [];
    const others = names.filter(
      (other) =>
        !typed(other).test(evidence) &&
        normalize(other) !== normalize(name) &&
        !isSpelling(name, other),
    );
    const other = others[Math.floor(random() * others.length)];
    return other === undefined ? [] : [{ kind, sentence: sentence.replace(typed(name), other) }];
  });
}

/** Names of a list that are one name in two spellings, or one the other's part. */
export function isSpelling(name: string, other: string): boolean {
  const [a, b] = [name, other].map((one) => normalize(one).replace(/[ \u200c]/gu, ''));
  return a !== undefined && b !== undefined && (a.includes(b) || b.includes(a));
}

function otherNumber(sentence: string, evidence: string, random: Random): readonly Planted[] {
  const numbers = [...sentence.matchAll(/(?<![\d۰-۹.,/])[\d۰-۹]+(?![\d۰-۹]*[.,/][\d۰-۹])/gu)];
  const number = numbers[Math.floor(random() * numbers.length)];
  if (number === undefined) return [];
  const [text] = number;
  const isPersian = /[۰-۹]/u.test(text);
  const value = Number(normalize(text));
  const other = value + 1 + Math.floor(random() * Math.max(5, value));
  if (normalize(evidence).includes(String(other))) return [];
  const written = isPersian
    ? String(other).replaceAll(/\d/gu, (digit) => String.fromCharCode(0x6f0 + Number(digit)))
    : String(other);
  const at = number.index;
  return [
    {
      kind: 'number',
      sentence: sentence.slice(0, at) + written + sentence.slice(at + text.length),
    },
  ];
}

function contrary(sentence: string, evidence: string): readonly Planted[] {
  const both = CONTRARY.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
  const found = both.find(
    ([one, other]) => typed(one).test(sentence) && !typed(other).test(evidence),
  );
  if (found === undefined) return [];
  return [{ kind: 'direction', sentence: sentence.replace(typed(found[0]), found[1]) }];
}

/** The last verb denied, or no longer denied. */
function denied(sentence: string): readonly Planted[] {
  const both = VERBS.flatMap(([yes, no]) => [[yes, no] as const, [no, yes] as const]);
  const places = both.flatMap(([from, to]) => {
    const all = [...sentence.matchAll(new RegExp(typed(from).source, 'gu'))];
    const last = all.at(-1);
    return last === undefined ? [] : [{ at: last.index, length: last[0].length, to }];
  });
  const [last] = places.sort((a, b) => b.at - a.at);
  if (last === undefined || last.at < sentence.length * 0.4) return [];
  const before = sentence.slice(0, last.at);
  const after = sentence.slice(last.at);
  const make = (said: string): readonly Planted[] => [{ kind: 'negation', sentence: said }];
  // «خواهد شد», «شده است» and «می شود» are denied before the last word.
  const future = /(?<!\p{L})(ن?)(خواه(?:د|ند)) $/u.exec(before);
  if (future) {
    const changed = future[1] === 'ن' ? future[2] : `ن${future[2]}`;
    return make(`${before.slice(0, future.index)}${changed} ${after}`);
  }
  const perfect = /^(?:است|بود|بودند)(?!\p{L})/u.test(after)
    ? /(?<!\p{L})(\p{L}+ه) $/u.exec(before)
    : null;
  if (perfect) {
    const [, participle = ''] = perfect;
    const isDenied = /^ن(?:شد|کرد|گرفت|داد|یافت)ه$/u.test(participle);
    const no = participle.startsWith('آ') ? `نیا${participle.slice(1)}` : `ن${participle}`;
    return make(`${before.slice(0, perfect.index)}${isDenied ? participle.slice(1) : no} ${after}`);
  }
  const going = /(?<!\p{L})(ن?)(م[یي][ \u200c])$/u.exec(before);
  if (going) {
    const changed = going[1] === 'ن' ? going[2] : `ن${going[2]}`;
    return make(`${before.slice(0, going.index)}${changed}${after}`);
  }
  return make(before + last.to + after.slice(last.length));
}

/** Two names of one kind that the sentence has change places. */
function swapped(sentence: string): readonly Planted[] {
  for (const [kind, names] of GROUPS) {
    if (!['person', 'organisation', 'place'].includes(kind)) continue;
    const held = names.filter((name) => typed(name).test(sentence));
    const [one, other] = held;
    if (one === undefined || other === undefined || isSpelling(one, other)) continue;
    const mark = '\u0001';
    const text = sentence.replace(typed(one), mark).replace(typed(other), one).replace(mark, other);
    // «الف و ب» is no other than «ب و الف».
    if (new RegExp(`${one}(?: و |، | - )${other}|${other}(?: و |، | - )${one}`, 'u').test(sentence))
      continue;
    return [{ kind: 'roles', sentence: text }];
  }
  return [];
}

/** Every fault that a script can plant in a claim, one of each kind at most. */
export function plantFaults(claim: string, evidence: string, random: Random): readonly Planted[] {
  return [
    ...otherNumber(claim, evidence, random),
    ...exchanged(claim, evidence, random),
    ...contrary(claim, evidence),
    ...denied(claim),
    ...swapped(claim),
  ].filter(({ sentence }) => sentence !== claim);
}
