import { normalize } from './normalize.js';

const pairs = (list: string): ReadonlyMap<string, number> =>
  new Map(
    list
      .trim()
      .split(/\s*,\s*/)
      .flatMap((entry) => {
        const [value = '', ...words] = entry.split(' ');
        return words.map((word) => [normalize(word), Number(value)] as const);
      }),
  );

/** Numbers in words by value, in Persian, Arabic and English, normalised. */
export const NUMBER_WORDS = pairs(`
  0 صفر zero, 1 یک واحد واحدة one, 2 دو اثنان اثنين اثنتان two, 3 سه ثلاث ثلاثة three,
  4 چهار چار أربع أربعة four, 5 پنج خمس خمسة five, 6 شش ست ستة six, 7 هفت سبع سبعة seven,
  8 هشت ثمان ثماني ثمانية eight, 9 نه تسع تسعة nine, 10 ده عشر عشرة ten, 11 یازده eleven,
  12 دوازده twelve, 13 سیزده thirteen, 14 چهارده fourteen, 15 پانزده پونزده fifteen,
  16 شانزده sixteen, 17 هفده هیفده seventeen, 18 هجده هیجده eighteen, 19 نوزده nineteen,
  20 بیست عشرون عشرين twenty, 30 سی ثلاثون ثلاثين thirty, 40 چهل أربعون أربعين forty,
  50 پنجاه خمسون خمسين fifty, 60 شصت ستون ستين sixty, 70 هفتاد سبعون سبعين seventy,
  80 هشتاد ثمانون ثمانين eighty, 90 نود تسعون تسعين ninety, 100 صد یکصد مئة مائة,
  200 دویست مئتان مئتين مائتي, 300 سیصد ثلاثمئة ثلاثمائة, 400 چهارصد أربعمئة أربعمائة,
  500 پانصد خمسمئة خمسمائة, 600 ششصد ستمئة, 700 هفتصد سبعمئة, 800 هشتصد ثمانمئة, 900 نهصد تسعمئة`);

/** What a number before it is multiplied by. */
export const SCALE_WORDS = pairs(`
  100 hundred, 1000 هزار یکهزار ألف آلاف thousand, 1e6 میلیون ملیون مليون ملايين million,
  1e9 میلیارد ملیارد مليار مليارات billion, 1e12 تریلیون هزارمیلیارد تريليون trillion`);

const IRREGULAR_ORDINALS = pairs(`
  1 اول اولین نخست نخستین یکم یکمین الأول الأولى أولى first, 2 دوم دومین الثاني الثانية second,
  3 سوم سومین الثالث الثالثة third, 4 الرابع الرابعة fourth, 5 الخامس الخامسة fifth,
  6 السادس السادسة sixth, 7 السابع السابعة seventh, 8 الثامن الثامنة eighth, 9 التاسع التاسعة ninth,
  10 العاشر العاشرة tenth`);

/** «ستم» and «سیم» are words. */
const NO_ORDINAL: ReadonlySet<string> = new Set(['ست', 'سی']);
const PERSIAN_ORDINAL = /^(\p{L}{2,})م(?:ین)?$/u;

/** The value of an ordinal in one word: «سوم», «پنجمین», الثالث, third. */
export function ordinalOf(word: string): number | null {
  const irregular = IRREGULAR_ORDINALS.get(word);
  if (irregular !== undefined) return irregular;
  const base = PERSIAN_ORDINAL.exec(word)?.[1];
  return base === undefined || NO_ORDINAL.has(base) ? null : (NUMBER_WORDS.get(base) ?? null);
}

const UNITS = `
  percent: درصد بالمئة بالمائة percent
  toman: تومان تومن toman tomans
  rial: ریال rial rials
  dollar: دلار دولار دولارات dollar dollars
  euro: یورو euro euros
  pound: پوند pound pounds
  dinar: دینار dinar dinars
  kilometre: کیلومتر كيلومترات km kilometre kilometres kilometer kilometers
  metre: متر مترا أمتار m metre metres meter meters
  centimetre: سانتیمتر سانتی‌متر سنتيمتر cm centimetre centimetres centimeter centimeters
  millimetre: میلیمتر میلی‌متر mm
  mile: مایل ميل mile miles
  hectare: هکتار هكتار hectare hectares
  kilogram: کیلوگرم کیلو kg kilogram kilograms kilo kilos
  gram: گرم غرام gram grams
  tonne: تن طن أطنان tonne tonnes ton tons
  litre: لیتر litre litres liter liters
  barrel: بشکه برميل barrel barrels
  megawatt: مگاوات ميغاوات megawatt megawatts
  degree: درجه درجة degree degrees
  second: ثانیه ثوان seconds
  minute: دقیقه دقائق minute minutes
  hour: ساعت ساعات hour hours
  day: روز يوم أيام day days
  week: هفته أسبوع أسابيع week weeks
  month: ماه شهر أشهر month months
  year: سال سنة سنوات عام أعوام year years
  decade: دهه عقد decade decades
  century: قرن سده century centuries
  times: برابر times
`;

/** What a number counts in, by word, in one spelling for all languages. */
export const UNIT_WORDS: ReadonlyMap<string, string> = new Map(
  UNITS.trim()
    .split('\n')
    .flatMap((line) => {
      const [unit = '', words = ''] = line.trim().split(': ');
      return words.split(' ').map((word) => [normalize(word), unit] as const);
    }),
);

/** Words that a number takes before what it counts: «۲ هزار نفر», «۳ فروند هواپیما». */
export const COUNT_WORDS: ReadonlySet<string> = new Set(
  `نفر نفری مورد بار مرتبه عدد دستگاه فروند رأس جلد فقره قطعه سانتی میلی
  درجات شخص شخصا أشخاص نسمة people person persons`
    .split(/\s+/)
    .map(normalize),
);
