import { analyze, termsOf } from '../../language/terms.js';
import { type Background, termWeight } from '../background.js';
import { leaningOf } from './leaning.js';
import type { Turn } from './turn.js';

/** A question as it is searched for and read. */
export interface Reading {
  readonly text: string;
  /** As in the answer: null where nothing was added. */
  readonly understood: string | null;
}

/** Terms in one passage of sixty or more say little of a subject. */
const TELLING = 4;
/** The most words that are carried; the weightiest stay. */
const MOST_CARRIED = 8;

/**
 * How a question may be meant where it is asked: with the words that name the subject of the
 * conversation added, or as it stands; the surer answer counts. A question that names its own subject
 * is read as it stands alone, one that only points back never.
 *
 * The words are the telling ones of the question that began the subject and of the last one: historical
 * query expansion by keywords of topic and subtopic (Yang et al. 2019, "Query and Answer Expansion from
 * Conversation History", TREC CAsT, section 2), each kept or not as a term, as in query resolution by
 * term classification (Voskarides et al. 2020, QuReTeC, section 3), by its weight and without a model.
 */
export function readingsOf(
  background: Background,
  question: string,
  turns: readonly Turn[],
): readonly Reading[] {
  const asItStands = { text: question, understood: null };
  const leaning = leaningOf(background, question);
  if (leaning === 'alone') return [asItStands];
  const carried = carriedWords(background, question, subjectTurns(background, turns));
  if (carried.length === 0) return [asItStands];
  const text = withWords(question, carried);
  const inContext = { text, understood: text };
  return leaning === 'open' ? [inContext, asItStands] : [inContext];
}

/**
 * The turns on the subject of the last one: back to the question that did not lean on those before it,
 * and farther while the answers come from the same article.
 */
function subjectTurns(background: Background, turns: readonly Turn[]): readonly Turn[] {
  let from = turns.length;
  let article: string | undefined;
  for (let at = turns.length - 1; at >= 0; at -= 1) {
    const turn = turns[at] as Turn;
    const cited = turn.citations[0]?.articleId;
    const stands = isOwnSubject(background, turns[at + 1]);
    if (stands && (cited === undefined || cited !== article)) break;
    from = at;
    article = cited ?? article;
  }
  return turns.slice(from);
}

/** Whether a turn began a subject, so far as its question tells. */
function isOwnSubject(background: Background, turn: Turn | undefined): boolean {
  if (turn === undefined || turn.understood !== null) return false;
  return turn.answered || leaningOf(background, turn.question) === 'alone';
}

/** The telling words of the first and the last turn that the question lacks, as they were typed. */
function carriedWords(
  background: Background,
  question: string,
  turns: readonly Turn[],
): readonly string[] {
  const own = new Set(termsOf(question));
  const [first, last] = [turns[0], turns.at(-1)];
  const texts = new Set([first?.understood ?? first?.question, last?.question]);
  const words = new Map<string, { readonly typed: string; readonly weight: number }>();
  for (const text of texts) {
    for (const { text: term, start, end } of analyze(text ?? '')) {
      const weight = termWeight(background, term);
      if (own.has(term) || words.has(term) || weight < TELLING) continue;
      words.set(term, { typed: (text ?? '').slice(start, end), weight });
    }
  }
  const kept = [...words.values()].toSorted((a, b) => b.weight - a.weight).slice(0, MOST_CARRIED);
  // In the order in which people said them, and a compound's word once.
  return [...new Set([...words.values()].filter((word) => kept.includes(word)).map(({ typed }) => typed))];
}

/** The question with words before its question mark, which may tell its kind. */
function withWords(question: string, words: readonly string[]): string {
  const [, body = question, mark = ''] = /^(.*?)([\s?؟!.]*)$/su.exec(question) ?? [];
  return `${body} ${words.join(' ')}${mark.trim()}`;
}
