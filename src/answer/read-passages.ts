import { yearsOf } from '../corpus/dates.js';
import { contextOf, withContext } from '../corpus/passages.js';
import { detectLanguage } from '../language/detect.js';
import { questionKind } from '../language/question.js';
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
import { type LanguagePair, languagePair, scoreOf } from './confidence.js';
import type { Reading } from './conversation/readings.js';
import { type Features, featuresOf } from './features.js';
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

/** A question as it is read, and what of it was typed and must be named where it is answered. */
type Read = Pick<Reading, 'text' | 'named'>;

/** A passage that was found, with its headline and speaker, and the terms of all that. */
interface Told {
  readonly candidate: Candidate;
  readonly text: string;
  readonly terms: readonly string[];
}

/** The likeliest answers of each passage that was found and may answer, the likeliest first. */
export async function readPassages(
  context: ReadingContext,
  question: Read,
  found: SearchResult,
): Promise<readonly Evidence[]> {
  const names = namesAsked(context.background, question.named);
  const asked = askedOf(question.named, names);
  const candidates = await ofNamingArticles(context.engine, asked, found.candidates);
  const told = candidates.map(toldBy).filter(mayAnswer(question.named, names));
  if (told.length === 0) return [];
  const passages = told.map(({ candidate: { passage } }) => ({
    context: contextOf(passage),
    text: passage.text,
  }));
  const read = await context.reader.read(question.text, passages);
  const weigh = weigher(context, question.text, names, found);
  return told.flatMap((one, at) => weigh(one, read[at] ?? [])).sort((a, b) => b.score - a.score);
}

function toldBy(candidate: Candidate): Told {
  const text = withContext(candidate.passage);
  return { candidate, text, terms: termsOf(text) };
}

/**
 * Whether a passage may answer, so far as can be told without reading: nothing of another country, year or number than
 * the question's is the answer, nor what another one says.
 */
function mayAnswer(named: string, names: readonly AskedName[]): (told: Told) => boolean {
  const asking = namedIn(named);
  const known = knownNames(names);
  const whose = whoseWords(named, names);
  return ({ candidate: { passage }, text, terms }) => {
    const naming = { text, terms, years: yearsOf(passage.date), source: passage.source };
    return !(
      lacksNamed(asking, naming) ||
      isOfOtherSpeaker(named, known, passage) ||
      isNotSpokenBy(whose, passage)
    );
  };
}

function weigher(
  { background, calibration }: ReadingContext,
  question: string,
  names: readonly AskedName[],
  { terms, vector }: SearchResult,
): (told: Told, spans: readonly AnswerSpan[]) => readonly Evidence[] {
  const kind = questionKind(question);
  const language = detectLanguage(question);
  const weighted = terms.map((term) => ({ ...term, weight: termWeight(background, term.term) }));
  return ({ candidate: { passage, cosine, keyword }, text, terms: passageTerms }, spans) => {
    const passageLanguage = phraseLanguage(detectLanguage(passage.text));
    const pair = languagePair(language, passageLanguage);
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
