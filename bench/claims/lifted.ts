import { splitBlocks } from '../../src/corpus/blocks.js';
import { resolveSpeakers } from '../../src/corpus/speaker.js';
import { normalize } from '../../src/language/normalize.js';
import { type NewsRow, readRows, spread } from '../../training/data.js';
import type { Case } from './cases.js';
import { GROUPS, isSpelling, typed } from './faults.js';
import {
  isForTesting,
  readForeign,
  readSources,
  type Source,
  tellingSentences,
} from './material.js';

/** So many cases of a kind at most. */
const MOST = 60;
/** A clause is one that could be said by itself. */
const LEAST_WORDS = 4;

/** A kind of words that a clause is lifted out of; the group `clause` is what is lifted. */
interface Frame {
  readonly kind: string;
  readonly pattern: RegExp;
}

const END = '(?<clause>[^؟?]{15,})$';
const PERSIAN = '(?<![\\p{L}\\u200c])';
const frames: readonly Frame[] = (
  [
    ['lifted from a denial', `${PERSIAN}(?:تکذیب|رد|انکار) (?:کرد|کردند|کرده|کرده است) که ${END}`],
    [
      'lifted from a denial',
      `(?:اینکه|این که|خبر(?:ی)? (?:را )?که|ادعا(?:ی)? (?:را )?که) (?<clause>[^؟?]{15,}?)(?: را)? (?:تکذیب|رد) (?:کرد|کردند|شد)`,
    ],
    [
      'lifted from a claim',
      `${PERSIAN}(?:ادعا (?:کرد|کردند|می\\u200c?کند|می\\u200c?کنند|کرده)|مدعی (?:شد|شدند|است|هستند|شده))[^،.]{0,12}(?:که|:|،) ${END}`,
    ],
    ['lifted from a claim', `به ادعای [^،]{3,40}، ${END}`],
    [
      'lifted from a belief',
      `${PERSIAN}(?:معتقد(?:م|ند)?|امیدوار(?:م|یم)?|بعید|به نظر می[ \\u200c]?رسد|باور)(?: است| هستند| بود)? (?:که )?${END}`,
    ],
    ['lifted from a threat', `${PERSIAN}تهدید (?:کرد|کردند|کرده)[^،.]{0,20} که ${END}`],
    [
      'lifted from a plan',
      `${PERSIAN}(?:قرار است|قرار بود|وعده داد|تصمیم گرفت|خواستار آن شد|درخواست کرد|پیشنهاد کرد)(?: که)? ${END}`,
    ],
    [
      'lifted from a condition',
      `^(?:و |ولی |اما )?(?:اگر(?! چه)|در صورت|در صورتی که|چنانچه) [^،]{6,90}، ${END}`,
    ],
    ['lifted from a condition', `^(?:if|unless) [^,]{6,90}, ${END}`],
    [
      'lifted from a claim',
      `(?:claim(?:s|ed)?|believ(?:e|es|ed)|argu(?:e|es|ed)|suggest(?:s|ed)?|den(?:y|ies|ied)|rejected) that ${END}`,
    ],
    [
      'lifted from a claim',
      `(?:زعم|زعمت|نفى|نفت|أنكر|يعتقد|تعتقد|ادعى|اقترح) [^،.]{0,40}أن ${END}`,
    ],
    [
      "its subject's head left out",
      '^(?:سرمربی|مدافع|مهاجم|هافبک|دروازه‌بان|دروازه بان|معاون|سخنگوی|مدیرعامل|رئیس|رییس|همسر|مشاور|نماینده|دبیر|مربی|کاپیتان|هواداران|بازیکنان|اعضای) (?<clause>[^،:]{15,})$',
    ],
  ] as const
).map(([kind, source]) => ({ kind, pattern: new RegExp(source, 'iu') }));
const SPEAKER = "in another's mouth";
const EXCHANGED = 'one of two names put elsewhere';
const KINDS: ReadonlySet<string> = new Set([...frames.map(({ kind }) => kind), SPEAKER, EXCHANGED]);

/** Whether a case is of a kind that is made here. */
export function isLifted({ kind }: Case): boolean {
  return kind !== null && KINDS.has(kind);
}

/**
 * What no single word gives away: clauses lifted out of what denies, doubts or conditions them, words
 * put into another's mouth, a name put where another stood. Of real sentences; nothing is drawn.
 */
export function liftedCases(data: string): readonly Case[] {
  const sources = [...readSources(data).filter(({ id }) => isForTesting(id)), ...readForeign(data)];
  const all = sources.flatMap(sentencesOf);
  const found = new Map<string, Case[]>();
  for (const [passage, evidence] of all) {
    for (const [kind, sentence] of [...lifted(evidence), ...exchanged(evidence)]) {
      const row = found.get(kind) ?? [];
      found.set(kind, row);
      row.push(caseOf(kind, sentence, [[passage, evidence]]));
    }
  }
  return [...[...found.values()].flatMap((row) => spread(row, MOST)), ...misattributed(data)];
}

type Passage = Source['passages'][number];

function sentencesOf({ passages }: Source): readonly (readonly [Passage, string])[] {
  return passages.flatMap((one) => tellingSentences(one).map((text) => [one, text] as const));
}

function caseOf(
  kind: string,
  sentence: string,
  quotes: readonly (readonly [Passage, string])[],
): Case {
  return {
    kind,
    byHand: false,
    claim: { sentence, evidence: quotes.map(([, quote], at) => ({ n: at + 1, quote })) },
    passages: quotes.map(([passage]) => passage),
    evidence: quotes.map(([, quote]) => quote).join(' '),
  };
}

function lifted(evidence: string): readonly (readonly [string, string])[] {
  const plain = evidence
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/[.!\s]+$/u, '');
  const arabic = evidence.replace(/[.!\s]+$/u, '');
  return frames.flatMap(({ kind, pattern }) => {
    const clause = (pattern.exec(plain) ?? pattern.exec(arabic))?.groups?.clause?.trim();
    if (clause === undefined || clause.split(/\s+/u).length < LEAST_WORDS) return [];
    return [[kind, `${clause}.`] as const];
  });
}

/** «الف و ب … پ»: «الف … ب». */
function exchanged(evidence: string): readonly (readonly [string, string])[] {
  for (const [kind, names] of GROUPS) {
    if (!['person', 'organisation', 'place'].includes(kind)) continue;
    const held = names.filter((name) => typed(name).test(evidence));
    for (const left of held) {
      const pair = new RegExp(` و ${typed(left).source}`, 'u');
      const place = evidence.search(pair);
      if (place < 0) continue;
      const other = held.find(
        (name) =>
          !isSpelling(name, left) &&
          // «الف و ب» without «الف» is no exchange.
          evidence.slice(place).replace(pair, '').replace(/^ و /u, '').search(typed(name)) > 1,
      );
      if (other === undefined) continue;
      const rest = evidence.slice(place).replace(pair, '').replace(typed(other), left);
      return [[EXCHANGED, evidence.slice(0, place) + rest]];
    }
  }
  return [];
}

/** Two paragraphs of two articles, each with its own speaker: what the second said, said to be of the first. */
function misattributed(data: string): readonly Case[] {
  const told = ['news/fars', 'news/varzesh3']
    .flatMap((name) => readRows<NewsRow>(data, name))
    .filter(({ id }) => isForTesting(id))
    .flatMap(({ id, title, text }): readonly (readonly [Passage, string, string])[] => {
      const paragraphs = splitBlocks(text);
      const speakers = resolveSpeakers(paragraphs);
      const at = speakers.findIndex((one) => one !== null && one.split(' ').length <= 4);
      const [paragraph, speaker] = [paragraphs[at], speakers[at]];
      if (paragraph === undefined || !speaker) return [];
      const place = { articleId: id, paragraph: at, start: 0, end: paragraph.length };
      const about = { title, speaker, date: null, source: null, url: null };
      const passage = { id: at, text: paragraph, ...place, ...about };
      const sentence = tellingSentences(passage)[0];
      return sentence === undefined ? [] : [[passage, sentence, speaker]];
    });
  const pairs = told.flatMap((one, at) => {
    const other = told[at + 1];
    return at % 2 === 0 && other !== undefined && other[2] !== one[2]
      ? [[one, other] as const]
      : [];
  });
  return spread(pairs, MOST).map(([[first, said, speaker], [second, words]]) => {
    const plain = normalize(words).replace(/^(?:وی|او|ایشان|نامبرده)[^:]{0,40}: ?/u, '');
    return caseOf(SPEAKER, `${speaker} گفت ${plain}`, [
      [{ ...first, id: 1 }, said],
      [{ ...second, id: 2 }, words],
    ]);
  });
}
