import { normalize } from './normalize.js';

/** The languages a question is taken in; fa-Latn is Persian in Latin letters ("rais jomhoor"). */
export type Language = 'fa' | 'ar' | 'en' | 'fa-Latn';

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

// Function words, as normalised, that one of the two languages has and the other hardly; the last
// line is چه, چیست… from a keyboard that has no چ and گ.
const PERSIAN_WORDS = set(`
  که را رو از به با در است هست نیست بود شد شده کرد کرده می نمی ها های برای چه چی چیست چیه کیست کیه کدام چند چقدر
  چطور چگونه چرا کجا کجاست ایا یا تا نیز خود باید شود کند دارد داشت توسط چنده یک دو سه هر همه اند بر او شما انها
  اینها دیگر پس اگر اما وقتی سال کسی کسانی نام میشه میشود اینکه چیزی گفت کیا درباره بوده
  جه جیست جند جرا جقدر جکونه
`);
const ARABIC_WORDS = set(`
  فی الی عن ماذا هل کیف متی هو هی هذا هذه ذلک تلک التی الذی الذین کان کانت تم لم لن مع یکون تکون لدی ماهی ماهو منذ بها
  ولماذا وماذا وکیف وهل ومتی فیها فیه له لها منها منه یمکن یتم لماذا بماذا کم اسم سنه عندما عند قام اول حول ضد اثناء لقب دوله تقع یقع ولد
`);
// Common to both, but more at home in Arabic.
const LIKELY_ARABIC = set('ما من علی ای این عام عدد');
const ONLY_PERSIAN = /[پچژگ]/u;
const PERSIAN_SHAPE = /^(?:ن?می\p{L}{3,}|\p{L}{2,}(?:های|هایی|ترین|ند|ستان))$/u;
const ARABIC_ARTICLE = /^[وفبک]?ال\p{L}{3,}$|^لل\p{L}{3,}$/u;
// The Persian words that begin so are few: الان, البته, المان (آلمان), بالا, والا, سالی…
const NOT_ARTICLE = /^(?:ال(?:ان|بته|مان|گو|ود|بوم|یاژ)|بالا|وال|کالا|بالی)/u;
// As typed, not as normalised: Persian hardly uses these even on an Arabic keyboard.
const ARABIC_LETTERS = /[ةإ]|(?:^|[^\p{L}])أ\p{L}|[\u064b-\u0650\u0652]/u;

// English is told from Persian in Latin letters by the words that only one of them has.
const ENGLISH_WORDS = set(`
  the of is was were are who what when where why how which did does do and or for with that this it its by from as at
  many much has have had been an a in on not will would can could into after before about there their his her he she
`);
const LATIN_PERSIAN_WORDS = set(`
  ki kie kist kiye che chi chie chist chiye koja kojast kojas kei chera chand chande cheghadr cheqadr chetor chetori
  chegoone chegune kodam kodum ast hast hastand nist bood bud shod shode mishe mishavad shavad kard karde kardan mikone
  mikonad karde-and ra ro az dar ba baraye va ke ta ya in un oon aya rais raees jomhoor jomhur jomhori dolat keshvar
  shahr sal emrooz emruz didar goft gofte dad dade raft miravad dard darad dare mardom jang khabar naft gheymat yek
  cheh baraye hamchenin khod kasi kasani zaman tarikh iran irani soorie surie roosie rusie amrika
`);
const SHARED_LATIN = set('in dare ya sal');

function score(words: readonly string[], points: (word: string) => number): number {
  return words.reduce((sum, word) => sum + points(word), 0);
}

function persianPoints(word: string): number {
  if (PERSIAN_WORDS.has(word)) return 2;
  // ها is the Persian plural and the Arabic "her": hardly a sign.
  const shape = PERSIAN_SHAPE.test(word) ? 1 : word.endsWith('ها') ? 0.4 : 0;
  return (ONLY_PERSIAN.test(word) ? 2 : 0) + shape;
}

function arabicPoints(word: string): number {
  if (ARABIC_WORDS.has(word)) return 2;
  if (LIKELY_ARABIC.has(word)) return 0.5;
  return ARABIC_ARTICLE.test(word) && !NOT_ARTICLE.test(word) ? 1.5 : 0;
}

function latinPoints(words: readonly string[], list: ReadonlySet<string>): number {
  return score(words, (word) => (list.has(word) ? (SHARED_LATIN.has(word) ? 0.5 : 1) : 0));
}

/**
 * The language of a text, by function words and shapes of words rather than letters: Persian is
 * typed with Arabic letters too. Where nothing tells, Persian for the Arabic script and English
 * for the Latin; a text in neither counts as Persian, the language of the corpus.
 */
export function detectLanguage(text: string): Language {
  const normalized = normalize(text);
  const arabicScript = normalized.match(/(?:(?=\p{Script=Arabic})\p{L})+/gu) ?? [];
  const latin = normalized.match(/[a-z]+/g) ?? [];
  const letters = (words: readonly string[]): number => score(words, (word) => word.length);
  const english = latinPoints(latin, ENGLISH_WORDS);
  const arabic = score(arabicScript, arabicPoints) + (ARABIC_LETTERS.test(text) ? 1.5 : 0);
  const persian = score(arabicScript, persianPoints);
  const others = Math.max(arabic, persian);
  // Letters alone do not tell: a question may be mostly names in the other script.
  const mostlyLatin = letters(latin) > letters(arabicScript);
  if (english > others || (mostlyLatin && english === others)) {
    return latinPoints(latin, LATIN_PERSIAN_WORDS) > english ? 'fa-Latn' : 'en';
  }
  return arabic > persian ? 'ar' : 'fa';
}
