import { mentionOfSpeaker } from '../corpus/speaker.js';
import { isCommonName } from '../language/common-names.js';
import { termsOf } from '../language/terms.js';
import type { StoredPassage } from '../search/engine.js';
import { isPlace } from './claims/names.js';
import { endOf, type Word, wordsOf } from './claims/words.js';
import { namesLackedBy } from './names-held.js';
import type { AskedSpeaker } from './not-spoken.js';

/** «از پوتین», «با رئیس جمهور پوتین», «با حضور پوتین»; «به گفته پوتین» and «به نقل از پوتین» are his words. */
const TITLES =
  'ر[ئی]یس|جمهور|جمهوری|وزیر|وزرای|امور|خارجه|دفاع|کشور|کشورمان|[آا]قای|خانم|دکتر|مهندس|سید|همتای|خود|نخست|سردار|سرلشکر|ژنرال|شیخ|حضور|دیدار|همراهی|مشارکت|دعوت|ملاقات|معاون|مدیرکل|استاندار|شهردار|فرماندار';
const GOVERNED = new RegExp(
  `(?<![\\p{L}\u200c])(?<!(?:نقل|قول|سوی|طرف|جانب) )(?:از|با|به|برای|درباره|علیه|نزد) (?:(?:${TITLES}) )*$`,
  'u',
);
const OBJECT = /^[ \u200c]را(?!\p{L})/u;
/** Whoever was met may be the one who goes on to speak. */
const TAKES_OVER =
  /(?<!\p{L})(?:وی|او|ایشان|نامبرده|این (?:مقام|مسئول|وزیر|دیپلمات|نماینده|مدیر))(?!\p{L})|(?:[.،؛]| و) (?:ر[ئی]یس|وزیر|نخست|سخنگو|معاون|دبیر|همتا|مدیر|استاندار|فرماندار|شهردار|سفیر|نماینده)/u;

/**
 * Whether another is known to speak in a Persian passage, and those of whom it is asked stand there only as whom that
 * one meets, thanks or speaks of. Of an office only before what is said: who speaks may hold it.
 */
export function isOnlySpokenTo(
  asked: AskedSpeaker,
  { text, speaker }: Pick<StoredPassage, 'text' | 'speaker'>,
): boolean {
  const other = otherSpeaker(asked, text, speaker);
  if (other === null || namesLackedBy(other, asked.rows).length < asked.rows.length) return false;
  const plain = text.replaceAll('ي', 'ی').replaceAll('ك', 'ک');
  const mentions = mentionsOf(text, asked);
  const first = mentions[0];
  if (first === undefined || TAKES_OVER.test(plain.slice(endOf(first)))) return false;
  const colon = plain.indexOf(':');
  return mentions.every(
    (word) => isGoverned(plain, word) && (asked.isByName || word.start < colon),
  );
}

/** Who speaks there, where that is sure enough: by a known name where the asked have one. */
function otherSpeaker(
  { isByName }: AskedSpeaker,
  text: string,
  speaker: string | null,
): string | null {
  const mention = mentionOfSpeaker(text);
  const name = mention?.kind === 'named' ? mention.name : isByName ? speaker : null;
  if (name === null || mention === null) return null;
  return termsOf(name).some(isCommonName) ? name : null;
}

/** Where a text names them: each word of a name, the first of an office. */
function mentionsOf(text: string, { rows, isByName }: AskedSpeaker): readonly Word[] {
  const sought = isByName ? rows : rows.slice(0, 1);
  return wordsOf(text).filter(
    ({ written }) => namesLackedBy(written, sought).length < sought.length,
  );
}

function isGoverned(text: string, word: Word): boolean {
  if (OBJECT.test(text.slice(endOf(word)))) return true;
  const before = text.slice(0, word.start);
  const firstName = wordsOf(before.slice(-40)).at(-1);
  const isName =
    firstName !== undefined && isCommonName(firstName.term) && !isPlace(firstName.term);
  const withoutFirst = isName ? before.replace(/[\p{L}\u200c]+ $/u, '') : before;
  return GOVERNED.test(before) || GOVERNED.test(withoutFirst);
}
