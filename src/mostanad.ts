import { type AskContext, type AskOptions, ask } from './answer/ask.js';
import { readBackground } from './answer/background.js';
import { readCalibration } from './answer/confidence.js';
import type { Answer } from './answer/schema.js';
import type { Config } from './config.js';
import { Encoder } from './models/encoder.js';
import { readPack } from './models/pack.js';
import { openReader } from './models/reader.js';
import { openEmbeddedEngine } from './search/embedded/engine.js';
import { type SearchResult, search } from './search/search.js';
import { type SyncProgress, type SyncSummary, sync } from './search/sync.js';

/** The whole bot, without a platform: what adapters talk to. */
export interface Mostanad {
  /** Makes the index hold what the corpus holds. */
  sync(onProgress?: (progress: SyncProgress) => void): Promise<SyncSummary>;
  /** Answers a question from the corpus, with citations, or says that the corpus does not. */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** What a question finds, best first, before anything is read or decided. */
  search(question: string, limit: number): Promise<SearchResult>;
  /** A paragraph's whole text; null where there is none. */
  paragraph(articleId: string, paragraph: number): Promise<string | null>;
  /** The confidence from which an answer is said. */
  readonly threshold: number;
  /** How many articles and passages the index holds. */
  size(): Promise<{ readonly articles: number; readonly passages: number }>;
  /** Writes what is cached and ends the models. */
  close(): Promise<void>;
}

/**
 * Opens the bot. The models load in their own threads meanwhile.
 *
 * @throws MostanadError `pack` or `storage` where the model pack or the data folder cannot be used
 */
export async function openMostanad(config: Config): Promise<Mostanad> {
  const pack = await readPack(config.packFolder);
  const background = await readBackground(pack);
  const calibration = await readCalibration(pack);
  const embeddings = new Encoder(pack);
  const reader = openReader(pack);
  const closeModels = () => Promise.all([embeddings.close(), reader.close()]);
  try {
    const engine = openEmbeddedEngine(config.dataFolder, pack.dimensions);
    const context: AskContext = {
      engine,
      embeddings,
      reader,
      background,
      calibration,
    };
    return {
      sync: (onProgress) =>
        sync({ engine, embeddings, fingerprint: pack.fingerprint }, config.corpus, onProgress),
      ask: (question, options) => ask(context, question, options),
      search: async (question, limit) =>
        search(engine, question, await embeddings.embedQuery(question), limit),
      paragraph: (articleId, paragraph) => engine.paragraph(articleId, paragraph),
      threshold: calibration.threshold,
      async size() {
        const articles = (await engine.knownArticles()).length;
        return { articles, passages: await engine.passageCount() };
      },
      async close() {
        try {
          await engine.close();
        } finally {
          await closeModels();
        }
      },
    };
  } catch (error) {
    await closeModels();
    throw error;
  }
}
