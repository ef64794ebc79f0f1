import { setTimeout as pause } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { type Config, readConfig } from '../src/config.js';
import { checkCorpus, stampOf } from '../src/corpus/files.js';
import { pathsWith } from '../src/corpus/sources/paths.js';
import { openSources, type SourceStore } from '../src/corpus/sources/store.js';
import { useFolder } from '../src/data-folder.js';
import { MostanadError, messageOf } from '../src/errors.js';
import type { ChatConfig } from '../src/models/chat/config.js';
import { type Mostanad, openMostanad } from '../src/mostanad.js';
import { type PlatformConfig, readPlatforms } from '../src/platform-config.js';
import { openMemory } from '../src/records/open.js';
import type { Memory } from '../src/records/port.js';
import { DEFAULT_LIMITS, questionTime } from './admission.js';
import type { Chat, Platform } from './chat.js';
import { openChat } from './chat-core.js';
import { type CorpusAdmin, createCorpusAdmin } from './corpus-admin.js';
import { createFeeding, type Feeding } from './feeding.js';
import { loggable } from './log.js';
import { summaryLines } from './progress.js';
import { mayBeRead, startUpkeep, type Upkeep } from './upkeep.js';

/**
 * How long the start waits for the corpus to be indexed, in milliseconds: a small one is ready for the
 * first question, a large one is answered from as it grows.
 */
const FIRST_SYNC = 10_000;

/** How long running questions may take to finish at a shutdown, in milliseconds. */
const PATIENCE = 15_000;

const NO_TOKEN = [
  'No platform is set up. Set DISCORD_TOKEN or TELEGRAM_TOKEN, or both (.env.example explains every',
  'variable, the README how to get a token), or ask in the terminal: npm run repl',
].join('\n');

const ONLY_ANSWERS =
  'ADMINS: with OPENSEARCH_SYNC=off this process only answers; leave it to one that syncs to change the corpus';

/**
 * Starts the bot on every platform whose token is set, and runs until it is told to stop (SIGINT,
 * SIGTERM), exit status 0, or a platform shuts it out for good, exit status 1.
 *
 * @throws MostanadError `input` where no platform is set, or a variable is wrong
 */
export async function start(): Promise<void> {
  const platforms = readPlatforms();
  if (platforms.discord === null && platforms.telegram === null) {
    throw new MostanadError('input', NO_TOKEN);
  }
  const log = pino({ level: platforms.logLevel });
  const config = readConfig({});
  if (config.syncs) await checkCorpus(config.corpus);
  else if (platforms.admins.length > 0) throw new MostanadError('input', ONLY_ANSWERS);
  const release = useFolder(config.dataFolder);
  const sources = openSources(config.dataFolder);
  const bot = await openMostanad(config, (err) =>
    log.warn({ err: loggable(err) }, 'the quotes answer'),
  );
  const lost = await keepFed(bot, sources, config, log, (feeding) =>
    serve(platforms, bot, feeding, config, log),
  );
  release();
  log.info('stopped');
  // A platform's retry may still wait for its time; all that matters is written.
  process.exit(lost === null ? 0 : 1);
}

/** Reads the corpus and keeps it up to date while the bot serves, unless it only answers, and closes both. */
async function keepFed<Result>(
  bot: Mostanad,
  sources: SourceStore,
  { corpus, dataFolder, syncs }: Config,
  log: Logger,
  run: (feeding: Feeding) => Promise<Result>,
): Promise<Result> {
  const halt = new AbortController();
  const feeding = createFeeding({ sources, dataFolder, signal: halt.signal });
  const paths = () => pathsWith(sources, corpus, dataFolder);
  let upkeep: Upkeep | null = null;
  try {
    if (syncs) {
      const indexed = await indexedAtFirst(bot, paths, log);
      upkeep = startUpkeep({ bot, feeding, paths, indexed, log });
    }
    return await run(feeding);
  } finally {
    halt.abort(new Error('the bot stops'));
    const stopped = upkeep?.stop();
    // A sync that is under way ends with the bot; what it stored stays.
    await bot.close();
    await stopped;
    sources.close();
  }
}

/**
 * Indexes what changed since the last run, behind the questions where it takes long.
 *
 * @returns the stamp of the corpus that it indexed; null where it still does, or must try a part of it again
 * @throws MostanadError as `sync` does, where that fails before the waiting ends; after it, upkeep tries again
 */
async function indexedAtFirst(
  bot: Mostanad,
  paths: () => Promise<readonly string[]>,
  log: Logger,
): Promise<string | null> {
  const stamp = await stampOf(await paths());
  // While there is nothing to answer from, nothing goes before it.
  const behind = (await bot.size()).passages > 0;
  const syncing = bot.sync({ behind }).then((summary) => {
    for (const line of summaryLines(summary)) log.info(line);
    return summary;
  });
  const summary = await Promise.race([syncing, pause(FIRST_SYNC, null, { ref: false })]);
  if (summary !== null) return mayBeRead(summary) ? null : stamp;
  log.info('the corpus is still being indexed; questions are answered from what is there');
  syncing.catch((error: unknown) =>
    log.error({ err: loggable(error) }, 'the corpus could not be indexed'),
  );
  return null;
}

/**
 * Runs the platforms until the process is told to stop or one of them is lost, with the reason; then
 * lets the running questions finish.
 */
async function serve(
  config: PlatformConfig,
  bot: Mostanad,
  feeding: Feeding,
  { dataFolder, engine, chat: chatModel }: Config,
  log: Logger,
): Promise<MostanadError | null> {
  const memory = await openMemory(engine, dataFolder, (err) =>
    log.warn({ err: loggable(err) }, 'old answers and conversations could not be removed'),
  );
  const stop = stopSignal();
  const limits = {
    ...DEFAULT_LIMITS,
    timeout: questionTime(chatModel),
    writtenPerDay: chatModel?.perDay ?? DEFAULT_LIMITS.writtenPerDay,
  };
  const { chat, close } = openChat(bot, memory, limits, (errorId, err, what) =>
    log.error({ errorId, err: loggable(err) }, what),
  );
  try {
    const corpus = createCorpusAdmin(feeding, config.admins, log);
    const starting = startPlatforms(config, chatModel, chat, memory, corpus, log);
    // Told to stop before it is connected, it has nothing to finish.
    const platforms = await Promise.race([starting, stop.then(() => [])]);
    starting.catch(() => {});
    for (const { name } of platforms) log.info(`${name} is connected`);
    const lost = await Promise.race([
      stop.then(() => null),
      ...platforms.map((platform) => platform.lost),
    ]);
    if (lost !== null) log.error(lost.message);
    log.info('stopping: no new questions, the running ones finish');
    await Promise.all(platforms.map((platform) => platform.stop(PATIENCE)));
    return lost;
  } finally {
    await close(PATIENCE);
  }
}

/**
 * Connects every platform that is set up. Each one's SDK is loaded only where it is used.
 *
 * @throws MostanadError that names every platform that could not be connected; none is left running
 */
async function startPlatforms(
  { discord, telegram, admins }: PlatformConfig,
  chatModel: ChatConfig | null,
  chat: Chat,
  memory: Memory,
  corpus: CorpusAdmin,
  log: Logger,
): Promise<readonly Platform[]> {
  // All is loaded before anything connects: a refusal meanwhile would find nobody waiting for it.
  const startDiscord = discord && (await import('./discord/start.js')).startDiscord;
  const startTelegram = telegram && (await import('./telegram/telegram.js')).startTelegram;
  // On Discord a command is seen by everyone: there is none for nobody.
  const onDiscord = admins.some((person) => person.startsWith('discord:')) ? corpus : undefined;
  const logOf = (platform: string) => log.child({ platform });
  const settled = await Promise.allSettled([
    discord && startDiscord?.({ ...discord, corpus: onDiscord, log: logOf('discord') }, chat),
    telegram &&
      startTelegram?.({ ...telegram, corpus, chatModel, log: logOf('telegram') }, chat, memory),
  ]);
  const running = settled.flatMap((one) => (one.status === 'fulfilled' ? (one.value ?? []) : []));
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (failures.length === 0) return running;
  // Half a bot would go unnoticed: it starts whole or not at all.
  await Promise.all(running.map((platform) => platform.stop(0)));
  const unexpected = failures.find((reason) => !(reason instanceof MostanadError));
  if (unexpected !== undefined) throw unexpected;
  throw new MostanadError('input', failures.map(messageOf).join('\n'), { cause: failures[0] });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
