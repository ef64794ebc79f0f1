import { verbStem } from './conjugation.js';
import { COMPARABLE, HEH_WORDS, IRREGULAR, POSSESSED, WHOLE } from './stem-tables.js';

const PLURAL = /^(\p{L}{2,}?)ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?$/u;
const LOST_HEH = /^(\p{L}{2,})(?:ای|اش|ام|ات|اند|ایم|اید|ایی)$/u;
// Made with خانه and نامه: سفارتخانهای, فیلمنامهای.
const HOUSE_OR_LETTER = /\p{L}{2}(?:خانه|نامه)$/u;
// After ی (استراتژیاش); and the copula (محبوباند), but for countries in -land.
const AFTER_YEH = /^(\p{L}{3,}ی)(?:اش|شان|اند)$/u;
const COPULA = /^(\p{L}{3,}[^ل])اند$/u;
// Without م and ت: صدام is a name and کارت a card.
const POSSESSIVE = /^(\p{L}{2,})(?:ش|مان|تان|شان)$/u;

/** خانهای, منطقهاش: a word in ه and an ending, its half-space lost. */
function afterHeh(word: string): string | undefined {
  const base = LOST_HEH.exec(word)?.[1];
  const known = base !== undefined && (HEH_WORDS.has(base) || HOUSE_OR_LETTER.test(base));
  return known ? base : undefined;
}

function withoutPlural(word: string): string | undefined {
  const base = PLURAL.exec(word)?.[1];
  return base === undefined || WHOLE.has(`${base}ها`) ? undefined : base;
}

function withoutDegree(word: string): string | undefined {
  if (/.{2}ترین(?:ی|ها|های)?$/u.test(word)) return word.replace(/ترین(?:ی|ها|های)?$/u, '');
  const base = word.replace(/تر(?:ی|ها|های)?$/u, '');
  return base !== word && COMPARABLE.has(base) ? base : undefined;
}

function withoutPossessive(word: string): string | undefined {
  const base = POSSESSIVE.exec(word)?.[1];
  return base !== undefined && POSSESSED.has(base) ? base : undefined;
}

function withoutPerson(word: string): string | undefined {
  return (AFTER_YEH.exec(word) ?? COPULA.exec(word))?.[1];
}

/** نمایندگان is the plural of نماینده. */
function withoutGan(word: string): string | undefined {
  return /^\p{L}{3,}گان$/u.test(word) ? word.replace(/گان$/u, 'ه') : undefined;
}

/** کارشناسان, مسئولین, اطلاعات: plurals by their ends; short words end so by nature. */
function withoutPeople(word: string): string | undefined {
  if (/^\p{L}{4,}ان$/u.test(word)) return word.slice(0, -2);
  if (/^م\p{L}{3,}ین$/u.test(word)) return word.slice(0, -2);
  if (/^\p{L}{4,}ات$/u.test(word)) return word.slice(0, -2);
  return undefined;
}

function withoutYeh(word: string): string | undefined {
  if (/^\p{L}+[او]یی$/u.test(word)) return word.slice(0, -2);
  return /^\p{L}{3,}ی$/u.test(word) ? word.slice(0, -1) : undefined;
}

/** Of a word without these ends a verb may be left (گفتهها, کشتگان)… */
const ENDS = [
  afterHeh,
  withoutPlural,
  withoutDegree,
  withoutPossessive,
  withoutPerson,
  withoutGan,
] as const;
/** …and of a word without these none that is meant (سازمان is not سازم). */
const NOUN_ENDS = [withoutPeople, withoutYeh] as const;

function strip(word: string, mayBeVerb = true): string {
  const irregular = IRREGULAR.get(word) ?? (mayBeVerb ? verbStem(word) : undefined);
  if (irregular !== undefined) return irregular;
  if (WHOLE.has(word)) return word;
  for (const end of ENDS) {
    const shorter = end(word);
    if (shorter !== undefined) return strip(shorter, mayBeVerb);
  }
  for (const end of NOUN_ENDS) {
    const shorter = end(word);
    if (shorter !== undefined) return strip(shorter, false);
  }
  return word;
}

/** Three and more of a letter in a row are an emphasis (سلاممم), but for ه: دهه, joined to ها. */
function withoutStretch(word: string): string {
  return word.replace(/((?!ه)\p{L})\1{2,}/gu, '$1');
}

/**
 * The stem of one normalised word without half-spaces: plural, degree, ezafe, possessive and
 * person go, a verb becomes its past stem. A key for matching, not always a word.
 */
export function stemPersian(word: string): string {
  return strip(withoutStretch(word));
}
