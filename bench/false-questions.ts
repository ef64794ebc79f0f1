/**
 * Makes questions that an article does not answer from ones that it does: a name or number of the
 * question that the article holds becomes another of its kind that the article holds nowhere.
 * The same input gives the same questions.
 *
 *   node dist/bench/false-questions.js --article FILE --questions FILE --questions FILE --out FILE
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toPersianDigits } from '../src/language/digits.js';
import { type NormalizedText, normalizeWithMap, originalSpan } from '../src/language/normalize.js';
import type { Span } from '../src/language/span.js';

interface Row {
  readonly question: string;
  readonly lang: keyof Name;
  readonly variant: string;
  readonly answerable: boolean;
}

/** A name's forms, the same ones in the same order for all of a kind, longer before shorter. */
interface Name {
  readonly fa: readonly string[];
  readonly ar: readonly string[];
  readonly en: readonly string[];
}

interface Swap {
  readonly kind: string;
  readonly question: string;
}

/** `فارسی، کوتاه | عربي، قصير | English, short, finglish` */
function names(rows: string): readonly Name[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const [fa = [], ar = [], en = []] = row
        .split('|')
        .map((forms) => forms.split('،').map((form) => form.trim()));
      return { fa, ar, en };
    });
}

/** Heads of state and ministers apart, so that a title before the name still fits. */
const NAMES: Readonly<Record<string, readonly Name[]>> = {
  president: names(`
    ولادیمیر پوتین، پوتین | فلاديمير بوتين، بوتين | Vladimir Putin، Putin
    بشار اسد، اسد | بشار الأسد، الأسد | Bashar al-Assad، Assad، asad
    رجب طیب اردوغان، اردوغان | رجب طيب أردوغان، أردوغان | Recep Tayyip Erdogan، Erdogan، erdogan
    جو بایدن، بایدن | جو بايدن، بايدن | Joe Biden، Biden، biden
    امانوئل ماکرون، ماکرون | إيمانويل ماكرون، ماكرون | Emmanuel Macron، Macron، macron
    ولودیمیر زلنسکی، زلنسکی | فولوديمير زيلينسكي، زيلينسكي | Volodymyr Zelensky، Zelensky، zelenski
    دونالد ترامپ، ترامپ | دونالد ترامب، ترامب | Donald Trump، Trump، teramp
    الکساندر لوکاشنکو، لوکاشنکو | ألكسندر لوكاشينكو، لوكاشينكو | Alexander Lukashenko، Lukashenko، lukashenko
    الهام علی‌اف، علی‌اف | إلهام علييف، علييف | Ilham Aliyev، Aliyev، aliof
    نیکلاس مادورو، مادورو | نيكولاس مادورو، مادورو | Nicolas Maduro، Maduro، madoro
    عبدالفتاح سیسی، سیسی | عبد الفتاح السيسي، السيسي | Abdel Fattah el-Sisi، Sisi، sisi`),
  minister: names(`
    سیرگئی لاوروف، لاوروف | سيرغي لافروف، لافروف | Sergey Lavrov، Lavrov
    فیصل مقداد، مقداد | فيصل المقداد، المقداد | Faisal Mekdad، Mekdad
    سرگئی شویگو، شویگو | سيرغي شويغو، شويغو | Sergei Shoigu، Shoigu
    محمدجواد ظریف، ظریف | محمد جواد ظريف، ظريف | Javad Zarif، Zarif
    آنتونی بلینکن، بلینکن | أنتوني بلينكن، بلينكن | Antony Blinken، Blinken`),
  // The English of one who belongs to it takes an s, the Arabic of the country no article.
  country: names(`
    سوریه، سوری | سوريا، سوري | Syria، Syrian، surie
    روسیه، روسی، روس | روسيا، روسي | Russia، Russian، rusie
    لیبی، لیبیایی، لیبیایی | ليبيا، ليبي | Libya، Libyan، libi
    مصر، مصری، مصری | مصر، مصري | Egypt، Egyptian، mesr
    تونس، تونسی، تونسی | تونس، تونسي | Tunisia، Tunisian، tunes
    آلمان، آلمانی، آلمانی | ألمانيا، ألماني | Germany، German، alman
    اوکراین، اوکراینی، اوکراینی | أوكرانيا، أوكراني | Ukraine، Ukrainian، okrayn
    پاکستان، پاکستانی، پاکستانی | باكستان، باكستاني | Pakistan، Pakistani، pakestan
    ونزوئلا، ونزوئلایی، ونزوئلایی | فنزويلا، فنزويلي | Venezuela، Venezuelan، venezoela
    ایران، ایرانی، ایرانی | إيران، إيراني | Iran، Iranian، iran
    کلمبیا، کلمبیایی، کلمبیایی | كولومبيا، كولومبي | Colombia، Colombian، kolombia`),
  city: names(`
    مسکو | موسكو | Moscow
    سوچی | سوتشي | Sochi
    آستانه | أستانا | Astana
    ژنو | جنيف | Geneva
    لندن | لندن | London
    پکن | بكين | Beijing
    آنکارا | أنقرة | Ankara
    وین | فيينا | Vienna`),
  organisation: names(`
    وزارت امور خارجه، وزارت خارجه | وزارة الخارجية | Foreign Ministry
    وزارت کشور، وزارت کشور | وزارة الداخلية | Interior Ministry
    وزارت نفت، وزارت نفت | وزارة النفط | Oil Ministry
    وزارت ورزش، وزارت ورزش | وزارة الرياضة | Sports Ministry`),
  number: names(`
    6، شش | 6 | 6
    90، نود | 90 | 90
    3.5، سه و نیم | 3.5 | 3.5
    8، هشت | 8 | 8
    40، چهل | 40 | 40
    7.2، هفت ممیز دو | 7.2 | 7.2`),
};

/** Where a form stands in a normalised text as a word, with what its language hangs on to it. */
function places({ text }: NormalizedText, form: string, lang: keyof Name): readonly Span[] {
  const { text: plain } = normalizeWithMap(form);
  const [before, after] = {
    fa: ['', '(?:ها|های|هایی)?'],
    ar: ['[وبلف]?(?:ال)?', '(?:ه|ین|ون)?'],
    en: ['', 's?'],
  }[lang];
  const pattern = `(?<![\\p{L}\\p{N}.])(${before})${plain.replaceAll('.', '\\.')}${after}(?![\\p{L}\\p{N}])`;
  return [...text.matchAll(new RegExp(pattern, 'gu'))].map(({ index, 1: hung = '' }) => {
    const start = index + hung.length;
    return { start, end: start + plain.length };
  });
}

const LANGUAGES = ['fa', 'ar', 'en'] as const;

function holds(article: NormalizedText, name: Name): boolean {
  return LANGUAGES.some((lang) =>
    name[lang].some((form) => places(article, form, lang).length > 0),
  );
}

/** The other form in the letters, digits and case that the question is typed with. */
function typedLike(typed: string, form: string, question: string): string {
  if (/[۰-۹]/u.test(typed)) return toPersianDigits(form).replace('.', '٫');
  if (/^[a-z]/u.test(typed)) return form.toLowerCase();
  const arabicKeyboard = /[يك]/u.test(question) && !/[یک]/u.test(question);
  return arabicKeyboard ? form.replaceAll('ی', 'ي').replaceAll('ک', 'ك') : form;
}

/** Finglish names stand with the English ones. */
function formsOf({ lang, variant }: Row): keyof Name {
  return variant === 'finglish' ? 'en' : lang;
}

/** The question with every form of one name changed into the same form of the other. */
function swapped(row: Row, from: Name, to: Name): string {
  const { question } = row;
  const lang = formsOf(row);
  const normalized = normalizeWithMap(question);
  const spans = new Map<number, Span & { readonly form: string }>();
  for (const [slot, form] of from[lang].entries()) {
    for (const place of places(normalized, form, lang)) {
      const span = originalSpan(normalized, place.start, place.end);
      // A longer form came first: the surname within a full name is done already.
      const done = [...spans.values()].some(
        ({ start, end }) => start < span.end && span.start < end,
      );
      if (!done) spans.set(span.start, { ...span, form: to[lang][slot] ?? '' });
    }
  }
  const lastFirst = [...spans.values()].sort((a, b) => b.start - a.start);
  return lastFirst.reduce((text, { start, end, form }) => {
    const typed = text.slice(start, end);
    return text.slice(0, start) + typedLike(typed, form, question) + text.slice(end);
  }, question);
}

/** "Is it true that 15 per cent …" is answered by the right number. */
const YES_OR_NO = /^(?:ایا|هل|is|are|did|do|does)(?!\p{L})/u;

/** Whether the question hangs on the name: not where it only stands in a sentence after another. */
function hangsOn(row: Row, kind: string, name: Name): boolean {
  const { text } = normalizeWithMap(row.question);
  // A number in words may count something else than the article's: six months, six years.
  if (kind === 'number' && (YES_OR_NO.test(text) || !/\d/u.test(text))) return false;
  const first = normalizeWithMap(text.split('?')[0] ?? '');
  const lang = formsOf(row);
  return name[lang].some((form) => places(first, form, lang).length > 0);
}

/** Every swap of one name in a question; `turn` says whose turn it is among the other names. */
function swapsOf(
  row: Row,
  article: NormalizedText,
  turn: (kind: string, among: number) => number,
): readonly Swap[] {
  const asked = normalizeWithMap(row.question);
  return Object.entries(NAMES).flatMap(([kind, all]) => {
    const others = all.filter((name) => !holds(article, name) && !holds(asked, name));
    return all.flatMap((name) => {
      if (!holds(article, name) || !hangsOn(row, kind, name)) return [];
      const to = others[turn(kind, others.length)];
      return to === undefined ? [] : [{ kind, question: swapped(row, name, to) }];
    });
  });
}

const { values } = parseArgs({
  options: {
    article: { type: 'string' },
    questions: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
});
const { article: articleFile, questions: files, out } = values;
if (articleFile === undefined || files === undefined || out === undefined) {
  throw new Error('--article, --questions and --out are needed');
}
const article = normalizeWithMap(readFileSync(articleFile, 'utf8'));
const rows = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
    .filter(({ answerable }) => answerable),
);

const turns = new Map<string, number>();
const turn = (kind: string, among: number): number => {
  const count = turns.get(kind) ?? 0;
  turns.set(kind, count + 1);
  return count % among;
};
const made = rows.flatMap((row) =>
  swapsOf(row, article, turn).map(({ kind, question }) => {
    const right = { paragraphs: [], answer_has_any: [], answerable: false };
    return { question, lang: row.lang, variant: row.variant, kind: `other-${kind}`, ...right };
  }),
);
writeFileSync(out, `${made.map((row) => JSON.stringify(row)).join('\n')}\n`);
console.log(
  `${made.length} questions that the article does not answer, of ${rows.length} that it does`,
);
