import { type AskContext, ask } from './answer/ask.js';
import { readBackground } from './answer/background.js';
import { readCalibration } from './answer/confidence.js';
import type { Answer } from './answer/schema.js';
import type { Config } from './config.js';
import { Encoder } from './models/encoder.js';
import { remembering } from './models/memory.js';
import { readPack } from './models/pack.js';
import { openEmbeddedEngine } from './search/embedded/engine.js';
import { type SearchResult, search } from './search/search.js';
import { type SyncProgress, type SyncSummary, sync } from './search/sync.js';
import { PassageVectorStore } from './search/vector-store.js';

/** Sentences of articles that are asked about again and again: about 6 MB of vectors. */
const REMEMBERED_SENTENCES = 2000;

/** The whole bot, without a platform: what adapters talk to. */
export interface Mostanad {
  /** Makes the index hold what the corpus holds. */
  sync(onProgress?: (progress: SyncProgress) => void): Promise<SyncSummary>;
  /** Answers a question from the corpus, with citations, or says that the corpus does not. */
  ask(question: string): Promise<Answer>;
  /** What a question finds, best first, before anything is read or decided. */
  search(question: string, limit: number): Promise<SearchResult>;
  /** A paragraph's whole text; null where there is none. */
  paragraph(articleId: string, paragraph: number): Promise<string | null>;
  /** How many articles and passages the index holds. */
  size(): Promise<{ readonly articles: number; readonly passages: number }>;
  /** Writes what is cached and ends the encoder. */
  close(): Promise<void>;
}

/**
 * Opens the bot. The encoder loads in its own thread meanwhile.
 *
 * @throws MostanadError `pack` or `storage` where the model pack or the data folder cannot be used
 */
export async function openMostanad(config: Config): Promise<Mostanad> {
  const pack = await readPack(config.packFolder);
  const background = await readBackground(pack);
  const calibration = await readCalibration(pack);
  const embeddings = new Encoder(pack);
  try {
    const engine = openEmbeddedEngine(config.dataFolder, pack.dimensions);
    const vectors = new PassageVectorStore(embeddings, engine);
    const remembered = remembering(embeddings, REMEMBERED_SENTENCES);
    const context: AskContext = {
      engine,
      vectors,
      embeddings: remembered,
      background,
      calibration,
    };
    return {
      sync: (onProgress) =>
        sync({ engine, embeddings, fingerprint: pack.fingerprint }, config.corpus, onProgress),
      ask: (question) => ask(context, question),
      search: async (question, limit) =>
        search(context, question, await embeddings.embedQuery(question), limit),
      paragraph: (articleId, paragraph) => engine.paragraph(articleId, paragraph),
      async size() {
        const articles = (await engine.knownArticles()).length;
        return { articles, passages: await engine.passageCount() };
      },
      async close() {
        try {
          await engine.close();
        } finally {
          await embeddings.close();
        }
      },
    };
  } catch (error) {
    await embeddings.close();
    throw error;
  }
}
