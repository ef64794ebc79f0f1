import { yearsOf } from '../corpus/dates.js';
import { contextOf, withContext } from '../corpus/passages.js';
import { detectLanguage } from '../language/detect.js';
import { questionKind } from '../language/question.js';
import { givesReason } from '../language/reasons.js';
import { sentences } from '../language/sentences.js';
import { movedSpan, type Span } from '../language/span.js';
import { termsOf } from '../language/terms.js';
import { wholeWords } from '../language/whole-words.js';
import type { AnswerSpan } from '../models/answer-spans.js';
import { phraseLanguage } from '../phrases/phrases.js';
import type { StoredPassage } from '../search/engine.js';
import type { Candidate, SearchResult } from '../search/search.js';
import type { ReadingContext } from './ask.js';
import { cosineOfAny, termWeight } from './background.js';
import { type LanguagePair, languagePair, leadOf, probabilityOf, scoreOf } from './confidence.js';
import type { Reading } from './conversation/readings.js';
import { type Found, saysAll, tellOneStory } from './copies.js';
import { type Features, featuresOf } from './features.js';
import { answerOf, quotesToSay } from './further.js';
import { lacksNamed, namedIn } from './lacking.js';
import { knownNames, namesAsked } from './names-asked.js';
import { type AskedName, namesLackedBy } from './names-held.js';
import { askedOf, ofNamingArticles } from './naming-articles.js';
import { isNotSpokenBy, whoseWords } from './not-spoken.js';
import { isOfOtherSpeaker } from './other-speaker.js';
import { quoteAt, sentencesAround, withWhoSaysIt } from './sentences-around.js';

/**
 * A quote that may answer: whole sentences that stand in the paragraph from `start` to `end`, and
 * the words of them that answer (all places in the paragraph, UTF-16).
 */
export interface Evidence {
  readonly passage: StoredPassage;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly answer: Span;
  readonly pair: LanguagePair;
  readonly features: Features;
  /** How well it answers, as log-odds. */
  readonly score: number;
}

/** What was found for a question: the quotes to answer with (none: decline), and how sure. */
export interface Judgement {
  readonly accepted: readonly Evidence[];
  /** The passages that may say more on it: an answer is likelier in them than none. The best first. */
  readonly plausible: readonly StoredPassage[];
  readonly confidence: number;
}

/** Reads the passages and keeps the quotes that are sure enough to say. */
export async function weighEvidence(
  context: ReadingContext,
  { text, named, asksReason }: Pick<Reading, 'text' | 'named' | 'asksReason'>,
  found: Found,
  threshold: number,
): Promise<Judgement> {
  const { calibration } = context;
  const read = await readPassages(context, { text, named }, found);
  const evidence = asksReason ? read.filter(isReason) : read;
  const [best] = evidence;
  if (best === undefined) return { accepted: [], plausible: [], confidence: 0 };
  const isOtherReport = (one: Evidence, other: Evidence) =>
    one.passage.articleId !== other.passage.articleId &&
    tellOneStory(found.reports, one.passage.articleId, other.passage.articleId);
  // Also what is no reason: where the statement itself is found better, its reason may be none.
  const rival = read.find(
    (one) =>
      one.passage.id !== best.passage.id &&
      // The same answer in a copy speaks neither for it nor against it.
      !(isOtherReport(one, best) && saysAll(best.quote, answerOf(one))),
  );
  const lead = leadOf(best.score, rival?.score);
  const confidence = probabilityOf(calibration, best.pair, best.score, lead);
  if (confidence < threshold) return { accepted: [], plausible: [], confidence };
  const accepted = quotesToSay(evidence, isOtherReport);
  return { accepted, plausible: plausiblePassages(accepted, evidence), confidence };
}

/**
 * Whether it may be the reason of what was answered before. The question says that again, so that most
 * of its words are met wherever that stands: there the reader's word and the article's must count.
 */
function isReason({ features, quote }: Evidence): boolean {
  return features.margin > 0 && givesReason(quote);
}

function plausiblePassages(
  accepted: readonly Evidence[],
  evidence: readonly Evidence[],
): readonly StoredPassage[] {
  const likely = [...accepted, ...evidence.filter(({ features }) => features.margin > 0)];
  return [...new Map(likely.map(({ passage }) => [passage.id, passage])).values()];
}

/** A question as it is read, and what of it was typed and must be named where it is answered. */
type Read = Pick<Reading, 'text' | 'named'>;

/** The likeliest answers of each passage that was found, the likeliest first. */
export async function readPassages(
  context: ReadingContext,
  question: Read,
  found: SearchResult,
): Promise<readonly Evidence[]> {
  const names = namesAsked(context.background, question.named);
  const asked = askedOf(question.named, names);
  const candidates = await ofNamingArticles(context.engine, asked, found.candidates);
  const passages = candidates.map(({ passage }) => ({
    context: contextOf(passage),
    text: passage.text,
  }));
  const read = await context.reader.read(question.text, passages);
  const weigh = weigher(context, question, names, found);
  return candidates
    .flatMap((candidate, at) => weigh(candidate, read[at] ?? []))
    .sort((a, b) => b.score - a.score);
}

function weigher(
  { background, calibration }: ReadingContext,
  { text: question, named }: Read,
  names: readonly AskedName[],
  { terms, vector }: SearchResult,
): (candidate: Candidate, spans: readonly AnswerSpan[]) => readonly Evidence[] {
  const kind = questionKind(question);
  const asking = namedIn(named);
  const known = knownNames(names);
  const whose = whoseWords(named, names);
  const language = detectLanguage(question);
  const weighted = terms.map((term) => ({ ...term, weight: termWeight(background, term.term) }));
  return ({ passage, cosine, keyword }, spans) => {
    const passageLanguage = phraseLanguage(detectLanguage(passage.text));
    const pair = languagePair(language, passageLanguage);
    const text = withContext(passage);
    const passageTerms = termsOf(text);
    // Of another country, year or number than the question's nothing here can be the answer.
    const naming = {
      text,
      terms: passageTerms,
      years: yearsOf(passage.date),
      source: passage.source,
    };
    if (lacksNamed(asking, naming)) return [];
    if (isOfOtherSpeaker(named, known, passage) || isNotSpokenBy(whose, passage)) return [];
    const isUnnamed = namesLackedBy(text, names).length > 0;
    const passageSentences = sentences(passage.text);
    const asked = {
      kind,
      terms: weighted,
      cosineOfAny: cosineOfAny(background, vector, passageLanguage),
    };
    return spans.map((span): Evidence => {
      const answer = wholeWords(passage.text, span);
      const around = sentencesAround(passageSentences, answer);
      const sentence = passage.text.slice(around.start, around.end);
      const quoted = withWhoSaysIt(passage.text, passageSentences, around);
      const view = {
        text: sentence,
        terms: termsOf(sentence),
        passageTerms,
        isUnnamed,
        cosine,
        keyword,
        margin: span.score,
      };
      const features = featuresOf(asked, view);
      return {
        ...quoteAt(passage, quoted),
        answer: movedSpan(answer, passage.start),
        pair,
        features,
        score: scoreOf(calibration, pair, features),
      };
    });
  };
}
