import { verbStem } from '../../language/conjugation.js';
import { normalize } from '../../language/normalize.js';
import type { Background } from '../background.js';
import type { Fault } from './claim.js';
import { daysOf, daysOfDate } from './days.js';
import { isTurnedRound } from './direction.js';
import { nameExchanged } from './exchanged.js';
import { holder } from './met.js';
import { isName, namesLacking } from './names.js';
import { isUnitExchanged, numberFault } from './numbers.js';
import { isPolarityTurned } from './polarity.js';
import { areRolesSwapped } from './roles.js';
import { type EvidenceText, type Word, wordsOf } from './words.js';

/**
 * What a sentence says that its evidence contradicts or does not hold, as far as words alone tell:
 * numbers, days, names, denial, direction, parts. Null where nothing is found.
 */
export function factFault(
  background: Background,
  sentence: string,
  evidence: EvidenceText,
): Fault | null {
  const { quoted, around, before } = evidence;
  const stated = `${quoted}\n${around}`;
  const number = numberFault(sentence, stated);
  if (number !== null) return number;
  const days = new Set([...daysOf(stated), ...evidence.today.flatMap(daysOfDate)]);
  if ([...daysOf(sentence)].some((day) => !days.has(day))) return 'date';
  const named = holder(`${stated}\n${before}`);
  if (namesLacking(background, sentence, named).length > 0) return 'name';
  return wordingFault(background, sentence, evidence);
}

/** What it says otherwise of the same things. */
function wordingFault(
  background: Background,
  sentence: string,
  { quoted, around, before }: EvidenceText,
): Fault | null {
  if (isUnitExchanged(sentence, `${quoted}\n${around}`)) return 'unit';
  if (isPolarityTurned(sentence, quoted)) return 'negation';
  if (isTurnedRound(sentence, quoted)) return 'direction';
  const isNameHere = (word: Word) => isName(background, sentence, word);
  const exchanged = nameExchanged(sentence, `${before}\n${quoted}`, isNameHere, isVerb);
  if (exchanged !== null) return exchanged;
  const names = new Set(
    wordsOf(sentence)
      .filter(isNameHere)
      .map(({ term }) => term),
  );
  return areRolesSwapped(sentence, quoted, (term) => names.has(term)) ? 'roles' : null;
}

function isVerb({ term, written }: Word): boolean {
  return verbStem(normalize(written)) !== undefined || verbStem(term) !== undefined;
}
