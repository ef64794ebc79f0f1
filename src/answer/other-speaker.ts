import { mentionOfSpeaker } from '../corpus/speaker.js';
import { isCommonName } from '../language/common-names.js';
import { termsOf } from '../language/terms.js';
import type { StoredPassage } from '../search/engine.js';
import { type AskedName, namesLackedBy } from './names-held.js';

/** Words by which a question asks what someone says or thinks. */
const ASKS_WORDS =
  /(?<!\p{L})(?:گفت|گفته|گفتن|میگه|می[ \u200c]?گوید|نظر|توصیف|وصف|خواند|دانست|اعتقاد|عقیده|قال|قالت|بحسب|برأي|وصفت?|say|says|said|describe|describes|described|according|think|thinks|call|called|opinion|view)(?!\p{L})/iu;

/**
 * Whether a question asks for the words of someone of whom a passage says nothing, while it begins with who speaks
 * in it: these are another's words. A headline that names both does not tell whose.
 */
export function isOfOtherSpeaker(
  question: string,
  names: readonly AskedName[],
  { text, speaker }: Pick<StoredPassage, 'text' | 'speaker'>,
): boolean {
  if (names.length === 0 || !ASKS_WORDS.test(question)) return false;
  const mention = mentionOfSpeaker(text);
  if (mention?.kind !== 'named' || !termsOf(mention.name).some(isCommonName)) return false;
  return namesLackedBy([speaker, text].filter(Boolean).join('\n'), names).length === names.length;
}
