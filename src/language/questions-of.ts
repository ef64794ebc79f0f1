import { asksArabic, splitArabic, takenArabic } from './compound/arabic.js';
import { asksEnglish, splitEnglish, takenEnglish } from './compound/english.js';
import { firstAsking, splitPersian } from './compound/persian.js';
import { takenPersian } from './compound/persian-subject.js';
import { type Joining, type OneQuestion, typedWords } from './compound/words.js';
import { detectLanguage, type Language } from './detect.js';
import { LETTER_OR_DIGIT } from './letters.js';
import { sentences } from './sentences.js';
import { termsOf } from './terms.js';

/** The most questions that a message is taken apart into. */
const MOST_QUESTIONS = 3;
/** A sentence of fewer words that tell («چرا؟», «گیرش کجاست؟») belongs to the one before it, unless it takes over its subject. */
const FEWEST_TERMS = 2;
/** What such a sentence asks may be a part of the next one. */
const OPEN_CLAUSE =
  /(?<!\p{L})(?:اینکه|این که|آنکه|وقتی|هنگامی|اگر|if|whether|إذا|اذا|عندما)(?!\p{L})/iu;

/** A title, or what someone asked: it asks nothing of its own. */
const QUOTATION = /[«“"][^»”"]*[»”"]/gu;

const JOININGS: Readonly<Record<Language, Joining | null>> = {
  fa: {
    asks: (sentence) => firstAsking(typedWords(sentence)) >= 0,
    split: splitPersian,
    taken: takenPersian,
  },
  ar: { asks: asksArabic, split: splitArabic, taken: takenArabic },
  en: { asks: asksEnglish, split: splitEnglish, taken: takenEnglish },
  'fa-Latn': null,
};

/**
 * The questions of a message, in their order: its sentences, and what they join by «و», "and" or a comma.
 * Where that is not sure it is one question, as it stands: one that is torn asks for something else.
 *
 * @param isFollowUp - something was asked before it: its questions may all leave their subject unsaid
 */
export function questionsOf(message: string, isFollowUp = false): readonly OneQuestion[] {
  const asOne = [{ text: message, whole: message }];
  const language = detectLanguage(message);
  const joining = JOININGS[language];
  if (joining === null || message.match(QUOTATION)?.some(joining.asks)) return asOne;
  const asked = message.split(/\n+/u).map(sentencesOf);
  const lines = asked.flat();
  const isTorn =
    lines.length > 1 && !lines.every((line, at) => isOwnQuestion(joining, line, lines[at - 1]));
  if (isTorn || asked.some(endsOtherwise)) return asOne;
  const joined = lines.map((line) => withMarks(line, joining.split(line)));
  const count = joined.flat().length;
  if (count < 2 || count > MOST_QUESTIONS) return asOne;
  if (joined.flat().some((text) => detectLanguage(text) !== language)) return asOne;
  return questionsFrom(joining, joined, isFollowUp) ?? asOne;
}

function sentencesOf(line: string): readonly string[] {
  return sentences(line)
    .map(({ start, end }) => line.slice(start, end))
    .filter((sentence) => LETTER_OR_DIGIT.test(sentence));
}

/** No dot ends a question before another one: «سوزان کی. بل». */
function endsOtherwise(ofLine: readonly string[]): boolean {
  return ofLine.slice(0, -1).some((sentence) => !/[?؟][^\p{L}\p{N}]*$/u.test(sentence));
}

/** The question mark of a sentence belongs to each of its questions: it may tell their kind. */
function withMarks(sentence: string, questions: readonly string[]): readonly string[] {
  const [mark = ''] = /[?؟](?=[^\p{L}\p{N}]*$)/u.exec(sentence) ?? [];
  if (questions.length < 2) return questions;
  return questions.map((question) => question.replace(/[\s?؟!.]+$/u, '') + mark);
}

function isOwnQuestion(joining: Joining, sentence: string, before: string | undefined): boolean {
  if (OPEN_CLAUSE.test(sentence) || !joining.asks(sentence)) return false;
  const terms = termsOf(sentence).length;
  if (terms >= FEWEST_TERMS) return true;
  const taken = before === undefined ? null : joining.taken(sentence, before);
  return terms > 0 && taken !== null && taken !== sentence;
}

/** Null: of a question that is joined nobody can tell whose it is, though the one before it names someone. */
function questionsFrom(
  joining: Joining,
  joined: readonly (readonly string[])[],
  isFollowUp: boolean,
): readonly OneQuestion[] | null {
  const [opening = ''] = joined[0] ?? [];
  const isOpen = isFollowUp && joining.taken(opening, '') === null;
  const questions: OneQuestion[] = [];
  for (const sentence of joined) {
    for (const [at, text] of sentence.entries()) {
      const before = questions.at(-1)?.whole;
      const taken = before === undefined ? text : joining.taken(text, before);
      if (taken === null && at > 0 && !isOpen) return null;
      questions.push({ text, whole: taken ?? text });
    }
  }
  return questions;
}
