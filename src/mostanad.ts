import { type AskOptions, ask } from './answer/ask.js';
import { readBackground } from './answer/background.js';
import { readCalibration } from './answer/confidence.js';
import { namedIn } from './answer/lacking.js';
import { namesAsked } from './answer/names-asked.js';
import { askedOf } from './answer/naming-articles.js';
import type { Answer } from './answer/schema.js';
import type { Writer } from './answer/writing/writer.js';
import type { Config } from './config.js';
import { corpusPaths } from './corpus/sources/paths.js';
import { nextToSync, type Release, useFolder } from './data-folder.js';
import { MostanadError } from './errors.js';
import type { ChatConfig } from './models/chat/config.js';
import { keepPack } from './models/kept-packs.js';
import { readPack } from './models/pack.js';
import { openReader } from './models/reader.js';
import { answeringPack, openIndex, openReadyIndex } from './open-index.js';
import type { SyncProgress } from './search/encode-missing.js';
import type { Engine } from './search/engine.js';
import { syncInThread } from './search/indexer.js';
import { type SearchResult, search } from './search/search.js';
import { claimIfUpToDate, type SyncSummary } from './search/sync.js';

/** The whole bot, without a platform: what adapters talk to. */
export interface Mostanad {
  /**
   * Makes the index hold what the corpus holds: what is read is answered from at once. Closing ends
   * it with MostanadError `storage`; what it stored stays.
   */
  sync(options?: SyncOptions): Promise<SyncSummary>;
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

export interface SyncOptions {
  readonly onProgress?: (progress: SyncProgress) => void;
  /** Questions are answered meanwhile: it takes only the time that they leave. */
  readonly behind?: boolean;
  /** Told where another sync of the data folder, or of the index, runs: this one begins when that has ended. */
  readonly onWait?: () => void;
}

/**
 * Opens the bot. The models load in their own threads meanwhile.
 *
 * @param onChatFailure - told why a chat model failed; the answer was extractive then
 * @throws MostanadError `pack` or `storage` where the model pack or the data folder cannot be used
 */
export async function openMostanad(
  config: Config,
  onChatFailure: (error: MostanadError) => void = () => {},
): Promise<Mostanad> {
  const release = useFolder(config.dataFolder);
  try {
    return await openBot(config, release, onChatFailure);
  } catch (error) {
    release();
    throw error;
  }
}

/** Any that names someone, in Persian. */
const FIRST_QUESTION = 'پوتین در سوریه چه گفت؟';

async function openBot(
  config: Config,
  release: Release,
  onChatFailure: (error: MostanadError) => void,
): Promise<Mostanad> {
  const { dataFolder, corpus, chat, engine } = config;
  const pack = await readPack(config.packFolder);
  const background = await readBackground(pack);
  const calibration = await readCalibration(pack);
  let index = await openIndex(engine, await answeringPack(engine, dataFolder, pack));
  const reader = openReader(pack);
  const writer = chat && (await openChatWriter(chat, onChatFailure));
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  // It loads while the corpus is looked through; a failure comes again with the first question.
  index.engine.ready().catch(() => {});
  // Lists of names are read at their first use, which takes some tenths of a second: before anyone waits for it.
  namedIn(FIRST_QUESTION);
  askedOf(FIRST_QUESTION, namesAsked(background, FIRST_QUESTION));

  /** Answers with the program's own pack from now on, once everything is encoded with it. */
  async function settle(): Promise<void> {
    if (index.pack.fingerprint !== pack.fingerprint) {
      const next = await openReadyIndex(engine, pack);
      const before = index;
      index = next;
      await before.close();
    }
    await index.engine.forgetOtherSpaces();
    await keepPack(pack, dataFolder);
  }

  async function sync({ onProgress = () => {}, onWait = () => {}, behind = false }: SyncOptions) {
    const done = await nextToSync(dataFolder, closing.signal, onWait);
    try {
      const isCurrent = index.pack.fingerprint === pack.fingerprint;
      const paths = await corpusPaths(corpus, dataFolder);
      if (isCurrent && (await claimIfUpToDate(index.engine, paths)))
        return nothingDone(index.engine);
      const job = { engine, pack, corpus, dataFolder, behind };
      const summary = await syncInThread(job, onProgress, closing.signal, onWait);
      await settle();
      return summary;
    } finally {
      done();
    }
  }

  return {
    sync(options = {}) {
      // One after another: two would do the same work.
      const running = last.catch(() => {}).then(() => sync(options));
      last = running;
      return running;
    },
    ask: (question, options) =>
      index.use(({ engine, embeddings }) =>
        ask({ engine, embeddings, reader, background, calibration, writer }, question, options),
      ),
    search: (question, limit) =>
      index.use(async ({ engine, embeddings }) =>
        search(engine, question, await embeddings.embedQuery(question), limit),
      ),
    paragraph: (articleId, paragraph) =>
      index.use(({ engine }) => engine.paragraph(articleId, paragraph)),
    threshold: calibration.threshold,
    size: () =>
      index.use(async ({ engine }) => ({
        articles: await engine.articleCount(),
        passages: await engine.passageCount(),
      })),
    async close() {
      closing.abort(new MostanadError('storage', 'sync: the bot was closed'));
      try {
        await last.catch(() => {});
        await index.close();
      } finally {
        await reader.close().finally(release);
      }
    },
  };
}

/** Loaded only where a chat model is set: others need none of it. */
async function openChatWriter(
  chat: ChatConfig,
  onFailure: (error: MostanadError) => void,
): Promise<Writer> {
  const { openWriter } = await import('./answer/writing/writer.js');
  return openWriter(chat, onFailure);
}

async function nothingDone(engine: Engine): Promise<SyncSummary> {
  const unchanged = await engine.articleCount();
  return { added: 0, changed: 0, removed: 0, unchanged, passages: 0, kept: 0, refusals: [] };
}
