import { yearsOf } from '../corpus/dates.js';
import { withContext } from '../corpus/passages.js';
import { termsOf } from '../language/terms.js';
import type { ReadingContext } from './ask.js';
import type { Found } from './copies.js';
import { lacksNamed, namedIn } from './lacking.js';
import { namesAsked } from './names-asked.js';
import { askedOf, ofNamingArticles } from './naming-articles.js';

/** Whether a question names no one and nowhere: it tells of whom and what the question before it names. */
export function namesNothing({ background }: Pick<ReadingContext, 'background'>, question: string) {
  const isOfNoCountry = namedIn(question).countries.length === 0;
  return isOfNoCountry && namesAsked(background, question).length === 0;
}

/**
 * What was found without the passages that tell of others than the message asked of before («حجم تجارت دو کشور» behind
 * a question about Syria): their article lacks a name or an office of it, or they a country or a year.
 *
 * @param before - empty: nothing was asked before
 */
export async function tellingOf(
  { engine, background }: Pick<ReadingContext, 'engine' | 'background'>,
  before: string,
  found: Found,
): Promise<Found> {
  if (before === '') return found;
  const asked = askedOf(before, namesAsked(background, before));
  const naming = await ofNamingArticles(engine, asked, found.candidates);
  const { countries, numbers } = namedIn(before);
  const named = { countries, numbers: numbers.filter(isYear) };
  const candidates = naming.filter(({ passage }) => {
    const text = withContext(passage);
    const { date, source } = passage;
    return !lacksNamed(named, { text, terms: termsOf(text), years: yearsOf(date), source });
  });
  return { ...found, candidates };
}

/** Of the Iranian calendar or the common one. */
function isYear(value: number): boolean {
  return (value >= 1300 && value < 1500) || (value >= 1900 && value < 2100);
}
