import type { Encoder } from '../../src/models/encoder.js';
import type { Engine } from '../../src/search/engine.js';
import { searchTerms } from '../../src/search/query.js';
import type { ScaleQuestion } from './questions.js';
import { encodeQuestions } from './vectors.js';

/** A question with its vector. */
export interface Asked extends ScaleQuestion {
  readonly vector: readonly number[];
}

/** The questions with their vectors, from the cache in `folder` or encoded now. */
export async function withVectors(
  encoder: Encoder,
  folder: string,
  questions: readonly ScaleQuestion[],
): Promise<readonly Asked[]> {
  const texts = questions.map(({ question }) => question);
  const vectors = await encodeQuestions(encoder, folder, texts);
  return questions.map((one, at) => ({ ...one, vector: vectors[at] ?? [] }));
}

/** Times the parts of a search, each alone; `note` is told each in milliseconds. */
export async function timeParts(
  engine: Engine,
  asked: readonly Asked[],
  note: (part: string, time: number) => void,
): Promise<void> {
  const timed = async <Result>(part: string, work: () => Promise<Result>): Promise<Result> => {
    const from = performance.now();
    const result = await work();
    note(part, performance.now() - from);
    return result;
  };
  for (const { question, vector } of asked) {
    const terms = await timed('terms', () => searchTerms(engine, question));
    const phrases = terms.map((term) => term.phrases);
    await timed('keyword', () => engine.keyword(phrases, 50));
    const near = await timed('nearest', () => engine.nearest(vector, 50));
    const ids = near.map(({ id }) => id);
    await timed('passages', () => engine.passages(ids));
    await timed('cosines', () => engine.cosines(vector, ids));
  }
}
