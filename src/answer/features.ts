import type { QuestionKind } from '../language/question.js';
import type { SearchTerm } from '../search/query.js';

/** What is known of a question when a sentence is weighed against it. */
export interface QuestionView {
  readonly kind: QuestionKind;
  /** The cosine that the question has with any passage. */
  readonly cosineOfAny: number;
  readonly terms: readonly WeightedTerm[];
}

/** A term of the question, how much it tells, and whether the index knows it. */
export interface WeightedTerm extends SearchTerm {
  readonly weight: number;
}

/** What is known of a quote: its own terms, those of its passage with headline and speaker. */
export interface SentenceView {
  readonly text: string;
  readonly terms: readonly string[];
  readonly passageTerms: readonly string[];
  /** Whether the passage lacks a name of the question. */
  readonly isUnnamed: boolean;
  /** The cosine of the question with the passage. */
  readonly cosine: number;
  /** The passage's BM25 score. */
  readonly keyword: number;
  /** The reader's score of its answer: logits above "no answer". */
  readonly margin: number;
}

/** What confidence is judged by; each about 0 to 1, higher speaks for the quote (but `unknown`). */
export interface Features {
  /** How much likelier the reader finds its answer than none. */
  readonly margin: number;
  readonly cosine: number;
  /** The share that the passage, and the sentence, holds of the weight of those terms of the question that the corpus has. */
  readonly passageCoverage: number;
  readonly sentenceCoverage: number;
  /** The share of the question's weight that stands nowhere in the corpus. */
  readonly unknown: number;
  /** The weightiest term that the passage lacks, as a share of the weightiest of all. */
  readonly lacking: number;
  /** 1 where the passage, with headline and speaker, lacks someone whom the question names. */
  readonly unnamed: number;
  /** 1 where the question asks for a number and the sentence has one; 0.5 for other questions. */
  readonly kindMet: number;
  /** The passage's BM25 score, brought to about 1. */
  readonly keyword: number;
}

/** The features' names in the order of the calibrated weights. */
export const FEATURES = [
  'margin',
  'cosine',
  'passageCoverage',
  'sentenceCoverage',
  'unknown',
  'lacking',
  'unnamed',
  'kindMet',
  'keyword',
] as const satisfies readonly (keyof Features)[];

/** Margins of good and bad answers mostly lie within this on both sides of 0. */
export const MARGIN_RANGE = 10;
/** Cosines above that of any passage lie within this: it brings them to the other features' scale. */
const COSINE_RANGE = 0.15;
/** BM25 of a passage that holds most of a question's words. */
const KEYWORD_RANGE = 20;

const DIGIT = /\p{Nd}/u;
const NUMBER_WORD =
  /(?:^|[\s«(])(?:دو|سه|چهار|پنج|شش|هفت|هشت|صد|هزار|میلیون|نیم|نخست|اول|دوم|سوم|واحد|اثنان|ثلاثة|أربعة|خمسة|ستة|two|three|four|five|six|ten|hundred|thousand|million|half)(?=$|[\s،,.»)])/iu;

/** Weighs one quote of a passage against a question. */
export function featuresOf(question: QuestionView, sentence: SentenceView): Features {
  const inSentence = termsMet(question.terms, sentence.terms);
  const inPassage = termsMet(question.terms, sentence.passageTerms);
  const unknown = question.terms.filter(({ phrases }) => phrases.length === 0);
  const [total, unknownWeight] = [weightOf(question.terms) || 1, weightOf(unknown)];
  const known = total - unknownWeight || 1;
  const missing = question.terms.filter((term) => !inPassage.has(term));
  const heaviest = Math.max(0, ...question.terms.map(({ weight }) => weight)) || 1;
  return {
    margin: sentence.margin / MARGIN_RANGE,
    cosine: (sentence.cosine - question.cosineOfAny) / COSINE_RANGE,
    passageCoverage: weightOf([...inPassage]) / known,
    sentenceCoverage: weightOf([...inSentence]) / known,
    unknown: unknownWeight / total,
    lacking: Math.max(0, ...missing.map(({ weight }) => weight)) / heaviest,
    unnamed: sentence.isUnnamed ? 1 : 0,
    kindMet: kindMet(question.kind, sentence.text),
    keyword: sentence.keyword / KEYWORD_RANGE,
  };
}

function kindMet(kind: QuestionKind, sentence: string): number {
  if (kind !== 'quantity') return 0.5;
  return DIGIT.test(sentence) || NUMBER_WORD.test(sentence) ? 1 : 0;
}

/** The question's terms that stand among `terms`, in any spelling that the index knows. */
function termsMet(
  question: readonly WeightedTerm[],
  terms: readonly string[],
): ReadonlySet<WeightedTerm> {
  const text = ` ${terms.join(' ')} `;
  return new Set(
    question.filter(({ phrases }) =>
      phrases.some((phrase) => text.includes(` ${phrase.join(' ')} `)),
    ),
  );
}

function weightOf(terms: readonly WeightedTerm[]): number {
  return terms.reduce((sum, { weight }) => sum + weight, 0);
}
