import { withContext } from '../corpus/passages.js';
import { detectLanguage } from '../language/detect.js';
import { questionKind } from '../language/question.js';
import { sentences } from '../language/sentences.js';
import { termsOf } from '../language/terms.js';
import { dot } from '../models/dot.js';
import { type PhraseLanguage, phraseLanguage } from '../phrases/phrases.js';
import type { StoredPassage } from '../search/engine.js';
import type { Candidate, SearchResult } from '../search/search.js';
import type { AskContext } from './ask.js';
import { cosineOfAny, termWeight } from './background.js';
import { type LanguagePair, leadOf, probabilityOf, scoreOf } from './confidence.js';
import { type Features, featuresOf, type QuestionView, type SentenceView } from './features.js';

/** The passages whose sentences are weighed one by one. */
const WEIGHED = 3;
/** The most sentences that are encoded for one question. */
const MOST_ENCODED = 8;
/** The most sentences in one answer. */
const MOST_SENTENCES = 3;
/** A further sentence must score nearly as high as the first, in log-odds. */
const NEARLY = 0.25;

/** A sentence that may answer: `quote` stands in the paragraph from `start` to `end` (UTF-16). */
export interface Evidence {
  readonly passage: StoredPassage;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly pair: LanguagePair;
  readonly features: Features;
  /** How well it answers, as log-odds. */
  readonly score: number;
}

/** What was found for a question: the sentences to answer with (none: decline), and how sure. */
export interface Judgement {
  readonly accepted: readonly Evidence[];
  readonly confidence: number;
}

/** Weighs the sentences of the best passages and keeps those that are sure enough to say. */
export async function weighEvidence(
  context: AskContext,
  question: string,
  found: SearchResult,
): Promise<Judgement> {
  const { calibration } = context;
  const evidence = await rankSentences(context, question, found);
  const [best] = evidence;
  if (best === undefined) return { accepted: [], confidence: 0 };
  const rival = evidence.find(({ passage }) => !isSameParagraph(passage, best.passage));
  const lead = leadOf(best.score, rival?.score);
  const confidence = probabilityOf(calibration, best.pair, best.score, lead);
  if (confidence < calibration.threshold) return { accepted: [], confidence };
  const near = evidence.filter(({ score }) => score >= best.score - NEARLY);
  // The same words twice are no second proof.
  const accepted = near.filter(
    ({ quote }, at) => near.findIndex((other) => other.quote === quote) === at,
  );
  return { accepted: accepted.slice(0, MOST_SENTENCES), confidence };
}

/** The sentences of the best passages, the likeliest to answer first. */
export async function rankSentences(
  context: AskContext,
  question: string,
  { candidates, terms, vector }: SearchResult,
): Promise<readonly Evidence[]> {
  const { background, calibration, embeddings } = context;
  const kind = questionKind(question);
  const language = detectLanguage(question);
  const weighted = terms.map((term) => ({ ...term, weight: termWeight(background, term.term) }));
  const rough = candidates
    .slice(0, WEIGHED)
    .flatMap(sentencesOf)
    .map((part): Rough => {
      const { candidate, passageLanguage } = part;
      const view = {
        text: part.quote,
        terms: termsOf(part.quote),
        passageTerms: part.passageTerms,
        passageCosine: candidate.cosine,
        sentenceCosine: candidate.cosine,
        keyword: candidate.keyword,
      };
      const asked = {
        kind,
        terms: weighted,
        cosineOfAny: cosineOfAny(background, vector, passageLanguage),
      };
      return { part, asked, view, features: featuresOf(asked, view) };
    });
  const chosen = mostPromising(rough);
  const alone = chosen.filter(({ part }) => !part.single);
  const vectors = await embeddings.embedDocuments(alone.map(({ part }) => part.quote));
  const cosines = new Map(alone.map((one, at) => [one, dot(vector, vectors[at] ?? [])]));
  return chosen
    .map((one): Evidence => {
      const sentenceCosine = cosines.get(one) ?? one.view.sentenceCosine;
      const features = featuresOf(one.asked, { ...one.view, sentenceCosine });
      const { candidate, passageLanguage, start, end, quote } = one.part;
      const pair = language === passageLanguage ? 'same' : 'cross';
      const score = scoreOf(calibration, pair, features);
      return { passage: candidate.passage, start, end, quote, pair, features, score };
    })
    .sort((a, b) => b.score - a.score);
}

/** A sentence before it is encoded: its features with the passage's cosine for its own. */
interface Rough {
  readonly part: Part;
  readonly asked: QuestionView;
  readonly view: SentenceView;
  readonly features: Features;
}

/**
 * The sentences worth encoding, which is what takes the time: the best by words of each passage, and
 * the best of the rest.
 */
function mostPromising(rough: readonly Rough[]): readonly Rough[] {
  const byPromise = [...rough].sort((a, b) => promise(b) - promise(a));
  const seen = new Set<Candidate>();
  const first = byPromise.filter(({ part }) => {
    if (seen.has(part.candidate)) return false;
    seen.add(part.candidate);
    return true;
  });
  const rest = byPromise.filter((one) => !first.includes(one));
  return [...first, ...rest].slice(0, MOST_ENCODED);
}

function promise({ features }: Rough): number {
  return features.sentenceCoverage + features.passageCosine;
}

interface Part {
  readonly candidate: Candidate;
  readonly passageTerms: readonly string[];
  readonly passageLanguage: PhraseLanguage;
  /** Whether the sentence is the whole passage. */
  readonly single: boolean;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

function sentencesOf(candidate: Candidate): readonly Part[] {
  const { passage } = candidate;
  const passageTerms = termsOf(withContext(passage));
  const passageLanguage = phraseLanguage(detectLanguage(passage.text));
  const spans = sentences(passage.text);
  return spans.map(({ start, end }) => ({
    candidate,
    passageTerms,
    passageLanguage,
    single: spans.length === 1,
    start: passage.start + start,
    end: passage.start + end,
    quote: passage.text.slice(start, end),
  }));
}

function isSameParagraph(a: StoredPassage, b: StoredPassage): boolean {
  return a.articleId === b.articleId && a.paragraph === b.paragraph;
}
