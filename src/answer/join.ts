import type { OneQuestion } from '../language/compound/words.js';
import { detectLanguage } from '../language/detect.js';
import { PHRASES, phraseLanguage } from '../phrases/phrases.js';
import { composeText, withoutMarkers } from './compose.js';
import { areOfParagraph } from './place.js';
import type { Answer, Citation, Part } from './schema.js';
import type { Written } from './writing/written.js';

/** A question of a message and its own answer. */
export interface Asked {
  readonly question: OneQuestion;
  readonly answer: Answer;
}

/** The most quotes for one of several questions. */
const MOST_QUOTES = 2;

/**
 * One answer to all questions of a message: what is said to each in their order, a quote that answers two of
 * them once, and then which of them the corpus does not answer. Where it answers none, the answer to the
 * one that came nearest to being answered.
 */
export function joined(message: string, asked: readonly Asked[]): Answer {
  const surest = asked
    .map(({ answer }) => answer)
    .reduce((a, b) => (b.confidence > a.confidence ? b : a));
  const sheet = sheetOf(asked.map(({ answer }) => answer));
  const parts = asked.map((one, at) => partOf(one, sheet.markers[at] ?? []));
  const language = detectLanguage(message);
  const whole = {
    question: message.toWellFormed(),
    understood: understoodOf(parts),
    language,
    parts,
  };
  const answered = asked.filter(({ answer }) => answer.answered);
  if (answered.length === 0) return { ...surest, ...whole };
  const declined = asked.filter(({ answer }) => !answer.answered).map(declinedLine(language));
  return {
    ...surest,
    ...whole,
    answered: true,
    text: [...sheet.lines, ...declined].join('\n'),
    confidence: Math.min(...answered.map(({ answer }) => answer.confidence)),
    mode: answered.some(({ answer }) => answer.mode === 'generated') ? 'generated' : 'extractive',
    citations: sheet.citations,
    nearest: [],
  };
}

/** What is written of a message's answer: that to the questions before, and a draft of the next one's. */
export function soFar(asked: readonly Asked[], draft: Written): Written {
  const written = { ...draft, answered: true, mode: 'generated' } as const;
  const { lines, citations } = sheetOf([...asked.map(({ answer }) => answer), written]);
  return { text: lines.join('\n'), citations };
}

function partOf({ question, answer }: Asked, markers: readonly number[]): Part {
  const isTaken = question.whole !== question.text;
  return {
    question: question.text.toWellFormed(),
    understood: answer.understood ?? (isTaken ? question.whole.toWellFormed() : null),
    answered: answer.answered,
    confidence: answer.confidence,
    markers,
  };
}

function understoodOf(parts: readonly Part[]): string | null {
  if (parts.every(({ understood }) => understood === null)) return null;
  return parts.map(({ question, understood }) => understood ?? question).join(' ');
}

function declinedLine(language: Answer['language']): (asked: Asked) => string {
  const { toQuestion } = PHRASES[phraseLanguage(language)];
  return ({ question, answer }) => {
    const shown = question.text.replace(/\s+/gu, ' ').toWellFormed();
    return toQuestion(withoutMarkers(shown), answer.text);
  };
}

/** What is said in several answers, with the citations numbered as in one, and which are whose. */
interface Sheet {
  readonly lines: readonly string[];
  readonly citations: readonly Citation[];
  readonly markers: readonly (readonly number[])[];
}

type Said = Pick<Answer, 'answered' | 'text' | 'mode' | 'citations'>;

function sheetOf(answers: readonly Said[]): Sheet {
  const citations: Citation[] = [];
  const lines: string[] = [];
  const markers: number[][] = [];
  for (const { answered, text, mode, citations: all } of answers) {
    const isExtractive = mode === 'extractive';
    const own = isExtractive ? all.slice(0, MOST_QUOTES) : all;
    const numbers = new Map<number, number>();
    for (const citation of own) {
      const known = citations.find((other) => holds(other, citation));
      const marker = known?.marker ?? citations.length + 1;
      numbers.set(citation.marker, marker);
      if (known !== undefined) continue;
      citations.push({ ...citation, marker });
      if (isExtractive) lines.push(composeText([{ ...citation, marker }]));
    }
    if (answered && !isExtractive) lines.push(...linesBeside(lines, renumbered(text, numbers)));
    markers.push([...new Set(numbers.values())]);
  }
  return { lines, citations, markers };
}

/** The lines of a written answer that are not said already: it may say a quote in its own words. */
function linesBeside(lines: readonly string[], text: string): readonly string[] {
  return text.split('\n').filter((line) => !lines.includes(line));
}

/** Whether one quote has all the words of another. */
function holds(one: Citation, other: Citation): boolean {
  return areOfParagraph(one, other) && one.start <= other.start && one.end >= other.end;
}

function renumbered(text: string, numbers: ReadonlyMap<number, number>): string {
  return text.replace(/\[(\d+)\]/gu, (marker, number) => {
    const at = numbers.get(Number(number));
    return at === undefined ? marker : `[${at}]`;
  });
}
