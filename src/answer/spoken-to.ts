import { mentionOfSpeaker } from '../corpus/speaker.js';
import { isCommonName } from '../language/common-names.js';
import { withPersianLetters } from '../language/letters.js';
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
/** Whoever was met may be the one who goes on to speak, or speak with the other. */
export const TAKES_OVER =
  /(?<!\p{L})(?:وی|او|ایشان|نامبرده|این (?:مقام|مسئول|وزیر|دیپلمات|نماینده|مدیر)|(?:هر|این)? ?دو (?:طرف|وزیر|ر[ئی]یس|مقام|کشور|رهبر|هی[ئا]ت)|طرفین|طرف [\p{L}]+ی|همتای [\p{L}]+ی(?:[\u200c]?(?:اش|وی|او))?|[آا]ن[\u200c]?(?:ها|ان))(?!\p{L})|(?:[.،؛]| و) (?:ر[ئی]یس|وزیر|نخست|سخنگو|معاون|دبیر|همتا|مدیر|استاندار|فرماندار|شهردار|سفیر|نماینده)|^[^:]{0,20} نقل(?!\p{L})/u;

/** These hand on what others say. */
const MEDIA =
  /(?<!\p{L})(?:خبرگزاری|روزنامه|شبکه|تلویزیون|رادیو|رسانه|پایگاه|سایت|نشریه|مجله|خبرنگار)/u;
/** Who may speak without a name. */
const OFFICE =
  /(?<!\p{L})(?:ر[ئی]یس|وزیر|معاون|سخنگوی?|دبیر|مدیرکل|مدیر|مدیرعامل|نماینده|سفیر|فرمانده|استاندار|فرماندار|بخشدار|شهردار|دادستان|سرمربی|امام جمعه)(?!\p{L})/u;

/**
 * Whether another speaks in a Persian passage, and those of whom it is asked stand there only as whom that one meets,
 * thanks or speaks of: «وی از پوتین قدردانی کرد» tells that «وی» is not Putin. Of an office only before what is said, as
 * who speaks may hold it.
 */
export function isOnlySpokenTo(
  asked: AskedSpeaker,
  { text, speaker }: Pick<StoredPassage, 'text' | 'speaker'>,
): boolean {
  const mention = mentionOfSpeaker(text);
  if (mention === null) return false;
  const name = mention.kind === 'named' ? mention.name : (speaker ?? '');
  if (namesLackedBy(name, asked.rows).length < asked.rows.length) return false;
  if (MEDIA.test(withPersianLetters(name))) return false;
  const plain = withPersianLetters(text);
  const mentions = mentionsOf(text, asked);
  const first = mentions[0];
  if (first === undefined || TAKES_OVER.test(plain.slice(endOf(first)))) return false;
  const isKnown = termsOf(name).some(isCommonName);
  if (!isKnown && mention.kind === 'named' && !OFFICE.test(withPersianLetters(name))) return false;
  const colon = plain.indexOf(':');
  const end = colon < 0 ? plain.length : colon;
  return mentions.every(
    (word) => isGoverned(plain, word) && ((isKnown && asked.isByName) || word.start < end),
  );
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
