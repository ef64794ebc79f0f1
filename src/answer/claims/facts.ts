import type { Background } from '../background.js';
import type { Fault } from './claim.js';
import { daysOf, daysOfDate } from './days.js';
import { isTurnedRound } from './direction.js';
import { holder } from './met.js';
import { isName, namesLacking } from './names.js';
import { numberFault } from './numbers.js';
import { isPolarityTurned } from './polarity.js';
import { areRolesSwapped } from './roles.js';
import { type EvidenceText, wordsOf } from './words.js';

/**
 * What a sentence says that its evidence contradicts or does not hold, as far as words alone tell:
 * numbers, days, names, denial, direction, parts. Null where nothing is found.
 */
export function factFault(
  background: Background,
  sentence: string,
  evidence: EvidenceText,
  isCross: boolean,
): Fault | null {
  const { quoted, around, before } = evidence;
  const stated = `${quoted}\n${around}`;
  const number = numberFault(sentence, stated);
  if (number !== null) return number;
  const days = new Set([...daysOf(stated), ...evidence.today.flatMap(daysOfDate)]);
  if ([...daysOf(sentence)].some((day) => !days.has(day))) return 'date';
  const named = holder(`${stated}\n${before}`);
  if (namesLacking(background, sentence, named, isCross).length > 0) return 'name';
  if (isCross) return null;
  if (isPolarityTurned(sentence, quoted)) return 'negation';
  if (isTurnedRound(sentence, quoted)) return 'direction';
  const names = new Set(
    wordsOf(sentence)
      .filter((word) => isName(background, sentence, word, isCross))
      .map(({ term }) => term),
  );
  return areRolesSwapped(sentence, quoted, (term) => names.has(term)) ? 'roles' : null;
}
