import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encoder } from '../../src/models/encoder.js';
import type { Pack } from '../../src/models/pack.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { sync } from '../../src/search/sync.js';
import { type NewsRow, spread } from '../../training/data.js';
import { passageTexts, type ScaleCorpus, scaleCorpus } from './corpus.js';
import type { ScaleQuestion } from './questions.js';
import { encodePassages, encodeQuestions, PreparedEmbeddings } from './vectors.js';

const ARTICLES_A_FILE = 1000;
/** Longer texts would be cut into several passages. */
const LONGEST_TEXT = 1400;

/** Where everything of a large index lies below the working folder. */
export const layoutOf = (work: string) => ({
  corpus: join(work, 'corpus'),
  index: join(work, 'index'),
  realCorpus: join(work, 'real-corpus'),
  realIndex: join(work, 'real-index'),
  passages: join(work, 'passages'),
  questions: join(work, 'questions'),
});

/** What a large index is made of. */
export interface Scale {
  readonly data: string;
  readonly questions: readonly ScaleQuestion[];
  readonly work: string;
  readonly passages: number;
  /** How many passages get vectors of the encoder. */
  readonly real: number;
}

/**
 * Makes the corpus and two indexes, each of them once: all passages, and those with real vectors
 * alone. What the encoder made is kept, so that another number of passages costs no more encoding.
 */
export async function prepare(pack: Pack, scale: Scale): Promise<void> {
  const layout = layoutOf(scale.work);
  const corpus = scaleCorpus(scale.data, scale.passages);
  writeCorpus(layout.corpus, [...corpus.encyclopedia, ...corpus.news, ...corpus.copies]);
  const encoder = new Encoder(pack);
  try {
    for (const folder of [layout.passages, layout.questions])
      mkdirSync(folder, { recursive: true });
    const encyclopedia = corpus.encyclopedia.flatMap(passageTexts);
    const news = newsToEncode(corpus, scale.real - encyclopedia.length);
    const known = await encodePassages(encoder, layout.passages, [...news, ...encyclopedia]);
    const questions = scale.questions.map(({ question }) => question);
    await encodeQuestions(encoder, layout.questions, questions);

    const sources = news.flatMap((text) => [known.get(text) ?? []]);
    const embeddings = new PreparedEmbeddings(known, sources);
    await index(pack, layout.index, layout.corpus, embeddings);

    const texts = [...known].filter(([text]) => text.length <= LONGEST_TEXT);
    const rows = texts.map(([text], at) => ({ id: `${at}`, title: '', text: oneLine(text) }));
    writeCorpus(layout.realCorpus, rows);
    const real = new Map(texts.map(([text, vector]) => [oneLine(text), vector]));
    await index(pack, layout.realIndex, layout.realCorpus, new PreparedEmbeddings(real, sources));
  } finally {
    await encoder.close();
  }
}

/** News passages spread over both papers. */
function newsToEncode({ news }: ScaleCorpus, count: number): readonly string[] {
  return spread(news.flatMap(passageTexts), count);
}

function writeCorpus(folder: string, rows: readonly NewsRow[]): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < rows.length; at += ARTICLES_A_FILE) {
    const lines = rows.slice(at, at + ARTICLES_A_FILE).map((row) => `${JSON.stringify(row)}\n`);
    writeFileSync(join(folder, `${String(at).padStart(6, '0')}.jsonl`), lines.join(''));
  }
}

/** Fills an index; where it is filled already, this takes no time. */
async function index(
  pack: Pack,
  folder: string,
  corpus: string,
  embeddings: PreparedEmbeddings,
): Promise<void> {
  const engine = openEmbeddedEngine(folder, pack);
  const started = performance.now();
  const { passages } = await sync({ engine, embeddings }, [corpus]);
  const stored = performance.now();
  await engine.ready();
  const built = performance.now();
  await engine.close();
  if (passages === 0) return;
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  console.log(
    `${passages} passages stored in ${seconds(started, stored)} s without encoding, the graph built ` +
      `in ${seconds(stored, built)} s, written in ${seconds(built, performance.now())} s`,
  );
}

const oneLine = (text: string) => text.replaceAll('\n', ' ').trim();
