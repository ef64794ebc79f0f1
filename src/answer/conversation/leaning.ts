import { isCountry } from '../../language/countries.js';
import { detectLanguage, type Language } from '../../language/detect.js';
import { normalize } from '../../language/normalize.js';
import { termsOf } from '../../language/terms.js';
import { type Background, termWeight } from '../background.js';

/**
 * How much a question leans on what was said before: `alone` names its subject, `dependent` names none
 * and points back («چند کشور آن را امضا کردند؟»), `open` may be either («در چه سالی روی داد؟»).
 */
export type Leaning = 'alone' | 'open' | 'dependent';

/** A term of this weight stands in one passage of a thousand or fewer: it names a subject. */
const SUBJECT_WEIGHT = 7;

/** Whole words that stand for something said before, and openings that go on from it; normalised. */
function pointing(words: string, openings: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])|^(?:${openings})(?![\\p{L}\\p{N}])`,
    'u',
  );
}

/** «چجوری؟» alone; the written «چگونه» is no term. «وأين» is short enough to pass for Persian. */
const ONLY_HOW_FA = '(?:و ?)?(?:چجوری?|چه ?جوری?|چه? ?طوری?)(?=[^\\p{L}]*$)';

const POINTS_BACK: Readonly<Record<Language, RegExp>> = {
  fa: pointing(
    'او|وی|ایشان|ایشون|نامبرده|ان|این|انها|اینها|انان|اینان|همین|همان|انجا|اینجا|اون|اونا|اینا|همون',
    `(?:و|ولی|اما|(?:پس|بعد)(?! از)|سپس)|و(?:چرا|کجا|کی|چی|چه|چند|چقدر|چطور|چگونه|بعد|این|کم|متی|کیف)|${ONLY_HOW_FA}`,
  ),
  'fa-Latn': pointing(
    'u|oo|oon|un|vey|ishan|inha|unha|hamin|hamun|in',
    '(?:va|vali|bad(?! az)|pas(?! az))',
  ),
  ar: pointing(
    'هو|هی|هم|هما|هذا|هذه|ذلک|تلک|هولا|هناک',
    'و(?:ماذا|لماذا|کم|کیف|متی|این|من|هل|ما|بماذا)|ثم|لکن',
  ),
  en: pointing(
    'he|she|it|they|him|her|his|hers|its|their|theirs|them|this|these|those|(?:(?:said|says|say|did) )?that(?=[^\\p{L}]*$)',
    'and|but|so|then',
  ),
};

/** Looks at the question's own words, not at what was said before. */
export function leaningOf(background: Background, question: string): Leaning {
  const normalized = normalize(question);
  const pointer = POINTS_BACK[detectLanguage(question)];
  // «ولماذا» is a word of its own to the index.
  const terms = termsOf(normalized.replace(pointer, ' '));
  if (terms.length === 0) return 'dependent';
  const pointsBack = pointer.test(normalized);
  const namesSubject = terms.some(
    (term) => isCountry(term) || termWeight(background, term) >= SUBJECT_WEIGHT,
  );
  if (namesSubject) return pointsBack ? 'open' : 'alone';
  return pointsBack ? 'dependent' : 'open';
}
