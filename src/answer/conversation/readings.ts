import { analyze, termsOf } from '../../language/terms.js';
import { type Background, termWeight } from '../background.js';
import { leaningOf } from './leaning.js';
import type { Turn } from './turn.js';
import { asksOnlyWhy, whyOf } from './why.js';

/** One way to read a question: what is searched for, and what is read for an answer. */
export interface Reading {
  readonly search: string;
  readonly text: string;
  /** What was typed: the countries and numbers that it names must stand where it is answered, not carried ones. */
  readonly named: string;
  /** As in the answer: null where nothing was added. */
  readonly understood: string | null;
  /** It asks for the reason of what was answered before, and says that again. */
  readonly asksReason: boolean;
}

/** Terms in one passage of sixty or more say little of a subject. */
const TELLING = 4;
/** The most words that are carried into the search; the weightiest stay. */
const MOST_SEARCHED = 8;
/** More words than these make a question hard to read for the reader. */
const MOST_READ = 3;

/**
 * How a question may be meant where it is asked: with the words that name the subject of the
 * conversation added, and then as it stands, the first to try first. A question that names its own
 * subject is only read as it stands, one that only points back never.
 *
 * The words are the telling ones of the question that began the subject and of the last one: historical
 * query expansion by keywords of topic and subtopic (Yang et al. 2019, "Query and Answer Expansion from
 * Conversation History", TREC CAsT, section 2), each kept or not as a term, as in query resolution by
 * term classification (Voskarides et al. 2020, QuReTeC, section 3), by its weight and without a model.
 * The reader is shown the subject's alone, and of a question without words of its own («در کجا؟») the last
 * one's too (bench/README.md). «چرا؟» is read as the whole question that it stands for.
 */
export function readingsOf(
  background: Background,
  question: string,
  turns: readonly Turn[],
): readonly Reading[] {
  if (asksOnlyWhy(question)) return whyReadings(background, turns);
  const asked = { named: question, asksReason: false };
  const asItStands = { ...asked, search: question, text: question, understood: null };
  const leaning = leaningOf(background, question);
  if (leaning === 'alone') return [asItStands];
  const [subject, last] = carriedFrom(subjectTurns(background, turns));
  const words = (texts: readonly string[], most: number) =>
    tellingWords(background, question, texts, most);
  const searched = words([subject, last], MOST_SEARCHED);
  if (searched.length === 0) return [asItStands];
  const hasOwn = termsOf(question).length > 0;
  const text = withWords(question, hasOwn ? words([subject], MOST_READ) : searched);
  const search = withWords(question, searched);
  const inContext = { ...asked, search, text, understood: text };
  return leaning === 'open' ? [inContext, asItStands] : [inContext];
}

/** «چرا؟» asks for the reason of what was answered last; where nothing was said it asks nothing. */
function whyReadings(background: Background, turns: readonly Turn[]): readonly Reading[] {
  const last = turns.at(-1);
  const question = last === undefined ? null : whyOf(last);
  if (last === undefined || question === null) return [];
  const before = last.understood === null ? [] : turns.slice(0, -1);
  return readingsOf(background, question, before).map((reading) => ({
    ...reading,
    named: '',
    understood: reading.text,
    asksReason: true,
  }));
}

/** What began the subject, with what it took over itself, and the last question. */
function carriedFrom(turns: readonly Turn[]): readonly [string, string] {
  const [first, last] = [turns[0], turns.at(-1)];
  return [first?.understood ?? first?.question ?? '', last?.question ?? ''];
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

/** The weightiest words of texts that the question lacks, as they were typed and in their order. */
function tellingWords(
  background: Background,
  question: string,
  texts: readonly string[],
  most: number,
): readonly string[] {
  const own = new Set(termsOf(question));
  const words = new Map<string, { readonly typed: string; readonly weight: number }>();
  for (const text of texts) {
    for (const { text: term, start, end } of analyze(text)) {
      const weight = termWeight(background, term);
      if (own.has(term) || words.has(term) || weight < TELLING) continue;
      words.set(term, { typed: text.slice(start, end), weight });
    }
  }
  const all = [...words.values()];
  const kept = new Set(all.toSorted((a, b) => b.weight - a.weight).slice(0, most));
  // A compound is two terms of one word.
  return [...new Set(all.filter((word) => kept.has(word)).map(({ typed }) => typed))];
}

/** The question with words before its question mark, which may tell its kind. */
function withWords(question: string, words: readonly string[]): string {
  const [, body = question, mark = ''] = /^(.*?)([\s?؟!.]*)$/su.exec(question) ?? [];
  return [body, ...words].join(' ') + mark.trim();
}
