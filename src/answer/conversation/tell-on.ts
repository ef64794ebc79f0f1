import { questionKind } from '../../language/question.js';
import { sentences } from '../../language/sentences.js';
import { termsOf } from '../../language/terms.js';
import type { Engine, StoredPassage } from '../../search/engine.js';
import { isWithin } from '../../search/facets.js';
import type { Filter } from '../../search/filter.js';
import type { Quote } from '../compose.js';
import { answeringWords, type Citation } from '../schema.js';
import { quoteAt, withWhoSaysIt } from '../sentences-around.js';
import { type Request, requestOf } from './requests.js';
import { isSamePerson, speakersOf } from './speakers.js';
import type { Turn } from './turn.js';
import { asksOnlyWhy } from './why.js';

/** A quote goes on while it has fewer UTF-16 units than this, to the end of a sentence. */
const LONG_ENOUGH = 300;

/**
 * Answers what only the conversation tells: what comes next in the article that was cited last, and
 * what else the one who spoke there says. Nothing is searched for; where nothing is left, or no one is
 * known to speak, the article is not within the filter, or the question before was declined, it is empty.
 * Null: the question is none of these, or nothing was asked before.
 */
export async function tellOn(
  engine: Engine,
  question: string,
  turns: readonly Turn[],
  filter: Filter | null,
): Promise<readonly Quote[] | null> {
  const request = requestOf(question);
  const before = turns.findLast((turn) => turn.citations.length > 0 || standsAlone(turn));
  if (request === null || before === undefined) return null;
  const first = await firstWithin(engine, filter, before.citations);
  if (first === undefined) return [];
  const passages = await engine.passagesOf(first.articleId);
  const cited = (turn: Turn) => turn.citations.filter((one) => one.articleId === first.articleId);
  const told =
    request.kind === 'next'
      ? nextOf(passages, cited(before))
      : saidOf(passages, turns.flatMap(cited), speakerMeant(request, passages, first), first);
  return told === null ? [] : [told];
}

/** Whether a turn is on a matter of its own: what was told before it is not meant any more, answered or not. */
function standsAlone({ question, understood }: Turn): boolean {
  if (understood !== null || requestOf(question) !== null || asksOnlyWhy(question)) return false;
  return asksSomething(question);
}

/** A courtesy has as few terms: «خیلی ممنون», "ok thanks". */
const FEWEST_TERMS = 3;

function asksSomething(question: string): boolean {
  const kind = questionKind(question);
  const hasQuestionWord = kind !== 'yes-no' && kind !== 'unknown';
  return hasQuestionWord || /[?؟]/u.test(question) || termsOf(question).length >= FEWEST_TERMS;
}

/** The first of the citations whose article is within a filter. */
async function firstWithin(
  engine: Engine,
  filter: Filter | null,
  citations: readonly Citation[],
): Promise<Citation | undefined> {
  if (filter === null) return citations[0];
  for (const citation of citations) {
    const stored = await engine.article(citation.articleId);
    if (stored !== null && isWithin(filter, stored.indexed.article)) return citation;
  }
  return undefined;
}

/** The sentences behind those that were cited. */
function nextOf(passages: readonly StoredPassage[], cited: readonly Citation[]): Quote | null {
  const last = cited.reduce((one, other) => (isBefore(one, other) ? other : one));
  for (const passage of passages) {
    const told = sentencesFrom(passage, (start) =>
      passage.paragraph === last.paragraph ? start >= last.end : passage.paragraph > last.paragraph,
    );
    if (told !== null) return told;
  }
  return null;
}

function isBefore(one: Citation, other: Citation): boolean {
  return one.paragraph === other.paragraph ? one.end < other.end : one.paragraph < other.paragraph;
}

/** Whom «وی» means: whoever was the answer, if one who speaks in the article was, else the one who spoke. */
function speakerMeant(
  { name }: Extract<Request, { kind: 'said' }>,
  passages: readonly StoredPassage[],
  last: Citation,
): string | null {
  const speakers = speakersOf(passages);
  const named = name ?? (last.answer === null ? null : answeringWords(last));
  const matches = speakers.filter(
    (one) => one !== null && named !== null && isSamePerson(one, named),
  );
  const [match = null] = matches;
  const isOne = matches.every((one) => one !== null && match !== null && isSamePerson(one, match));
  if (match !== null && isOne) return match;
  if (name !== null) return null;
  return speakers[passages.findIndex(({ paragraph }) => paragraph === last.paragraph)] ?? null;
}

/** What else a speaker says: of the paragraphs that were not cited the next, or else the first. */
function saidOf(
  passages: readonly StoredPassage[],
  cited: readonly Citation[],
  speaker: string | null,
  last: Citation,
): Quote | null {
  if (speaker === null) return null;
  const speakers = speakersOf(passages);
  const known = new Set(cited.map(({ paragraph }) => paragraph));
  const own = passages.filter((passage, at) => {
    const who = speakers[at] ?? null;
    return who !== null && isSamePerson(who, speaker) && !known.has(passage.paragraph);
  });
  const next = own.find(({ paragraph }) => paragraph > last.paragraph) ?? own[0];
  return next === undefined ? null : sentencesFrom(next, () => true);
}

/** The first sentences of a passage that start where they may, until they are long enough. */
function sentencesFrom(passage: StoredPassage, mayStart: (start: number) => boolean): Quote | null {
  const all = sentences(passage.text);
  const left = all.filter((span) => mayStart(span.start + passage.start));
  const [first] = left;
  if (first === undefined) return null;
  const last = left.find(({ end }) => end - first.start >= LONG_ENOUGH) ?? left.at(-1) ?? first;
  const told = withWhoSaysIt(passage.text, all, { start: first.start, end: last.end });
  return { ...quoteAt(passage, told), answer: null };
}
