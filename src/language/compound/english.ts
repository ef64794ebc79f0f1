import { piecesAt } from './words.js';

const AUXILIARY =
  '(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|might)';
const WH = '(?:who|whom|whose|what|which|when|where|why|how)';
const PREPOSITION = '(?:in|on|at|to|for|from|by|with|about|of|under|since|until)';
const ASKS = new RegExp(`(?<![\\w'’-])${WH}(?![\\w’'-])`, 'giu');
/** A comma, "and" or both before a word that asks; behind the comma alone "who" and "which" tell of what is before it. */
const JOINT = new RegExp(
  `(?:,\\s*(?:(?:and |but |also )|(?!(?:${PREPOSITION} )?(?:who|whom|whose|which)\\b))|\\s+(?:and|but|&) )(?:also )?(?=(?:${PREPOSITION} )?${WH}\\b)`,
  'giu',
);
const HAS_VERB = new RegExp(
  `\\b${AUXILIARY}\\b|^\\s*(?:and )?who(?: else| all)? \\w|how (?:many|much) [\\w-]+ \\w|\\b(?:what|which) (?:\\w+ )?(?:happened|\\w+ed|came|took|made|led|won|became|gave|caused|went|began|got|said|sent|met)\\b`,
  'iu',
);
/** Such words go on with the clause before: "the year when it ended", "which was founded", "who later became". */
const QUESTION = new RegExp(
  `^(?:${PREPOSITION} )?(?:(?:when|where|why) ${AUXILIARY}\\b|how (?:${AUXILIARY}\\b|(?:many|much|long|old|far|often|large|big|high|fast)\\b.*)|whom? (?!later|then|also|now|still|once|subsequently|eventually|soon|first)\\w|whose \\w+ |what (?:${AUXILIARY}\\b|else\\b|happened\\b|(?!the|a|an|he|she|it|they|we|you|i|his|her|its|their)[\\w-]+ .*|came\\b|led\\b|caused\\b)|which (?!${AUXILIARY}\\b|the|he|she|it|they|his|her|its|their)[\\w-]+ .*)`,
  'iu',
);
const OF_CLAUSE = /^(?:when|where|why|how)$/iu;
const SUBORDINATE = /\b(?:if|whether|because|although|though|while|that)\b/iu;
const PRONOUN = /(?<![\w'’-])(?:he|she|him|her|his|hers|they|them|their|it|its)(?![\w’'-])/iu;
/** «who joined it»: whoever did is asked for. */
const ASKS_WHO_DID = new RegExp(`^who (?!${AUXILIARY}\\b)`, 'iu');
/** "he thanked him": two of them. */
const HE = /(?<![\w'’-])(?:he|she)(?![\w’'-])/iu;
const HIM = /(?<![\w'’-])him(?![\w’'-])/iu;
/** What is replied is said by the other of two. */
const REPLIES = /\b(?:reply|respond|answer)\b/iu;
/** Of more than one, of a thing, and "her", which is him or his. */
const OTHER_PRONOUN = /(?<![\w'’-])(?:her|hers|they|them|their|it|its)(?![\w'’-])/iu;
/** Who does it: a name, or an office, behind the auxiliary. */
const SUBJECT = new RegExp(
  `\\b${AUXILIARY}\\s+((?:(?:the|President|president|foreign|Foreign|prime|Prime|defence|defense|minister|Minister|King|king|leader|\\p{Lu}[\\p{L}'’-]+)\\s+)+)(?<!\\b(?:the|foreign|prime|defen[cs]e) )(?=\\p{Ll})`,
  'u',
);

/** Whether an English sentence asks by a word of its own. */
export function asksEnglish(sentence: string): boolean {
  return sentence.search(ASKS) >= 0;
}

/** The questions that an English sentence joins by "and" or a comma: each with a verb of its own. */
export function splitEnglish(sentence: string): readonly string[] {
  const joints = [...sentence.matchAll(JOINT)];
  if (joints.length === 0 || SUBORDINATE.test(sentence)) return [sentence];
  const starts = [0, ...joints.map(({ 0: joint, index }) => index + joint.length)];
  const parts = piecesAt(sentence, starts).map((part) =>
    part.replace(/[\s,]+(?:(?:and|but|also|&)[\s,]*)*$/iu, ''),
  );
  return parts.every(isQuestion) ? parts : [sentence];
}

/** With one word that asks: a second one begins a clause that may go on behind "and". */
function isQuestion(part: string, at: number): boolean {
  const [asking, ...others] = part.matchAll(ASKS);
  if (asking === undefined || others.length > 0 || !HAS_VERB.test(part)) return false;
  if (at > 0) return QUESTION.test(part);
  // "When many are arrested, what …" begins with no question.
  return !OF_CLAUSE.test(asking[0]) || QUESTION.test(part.slice(asking.index));
}

/** An English question with the name that "he" or "she" stands for. */
export function takenEnglish(question: string, before: string): string | null {
  if (!PRONOUN.test(question) || ASKS_WHO_DID.test(question)) return question;
  const subject = SUBJECT.exec(before)?.[1]
    ?.trim()
    .replace(/['’]s$/u, '');
  if (subject === undefined || OTHER_PRONOUN.test(question)) return null;
  if (HE.test(question) && (HIM.test(question) || REPLIES.test(question))) return null;
  return question
    .replace(/(?<![\w'’-])(?:he|she|him)(?![\w'’-])/giu, () => subject)
    .replace(/(?<![\w'’-])his(?![\w'’-])/giu, () => `${subject}'s`);
}
