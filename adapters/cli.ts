import { Command, CommanderError, Option } from 'commander';
import { type Config, type ConfigOptions, readConfig } from '../src/config.js';
import type { Refusal } from '../src/corpus/article.js';
import { checkCorpus } from '../src/corpus/files.js';
import { ENGINES } from '../src/engine-config.js';
import { MostanadError } from '../src/errors.js';
import { type Mostanad, openMostanad } from '../src/mostanad.js';
import { FILTER_PHRASES } from '../src/phrases/filter.js';
import { reasonIn } from '../src/phrases/reasons.js';
import { type Filter, readFilter } from '../src/search/filter.js';
import { answerAll, converse } from './asking.js';
import { backupCommand, restoreCommand } from './backup.js';
import { doctor } from './doctor.js';
import { type CopyOptions, engineCopy } from './engine-copy.js';
import { runEval } from './evaluation.js';
import { briefRefusals, showProgress, summaryLines } from './progress.js';
import { collectFor, forget, listSources } from './sources.js';

interface AskOptions extends ConfigOptions {
  readonly json?: boolean;
  readonly source?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly category?: readonly string[];
  readonly language?: readonly string[];
}

/** Runs one command of the terminal; its exit status is the process's. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that stops early (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    if (!(error instanceof MostanadError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

function program(): Command {
  const root = new Command('mostanad').description(
    'Answers questions from a news corpus, each statement with the words that bear it out.',
  );
  // Its own exit status for wrong arguments is 1, which here means that something was refused.
  root.exitOverride();
  withCorpus(root.command('ask [question...]'))
    .description('answer one question, or one a line of standard input')
    .option('--json', 'print one JSON object a question')
    .option('--source <name>', 'only articles of this source, again for more', collect)
    .option('--from <date>', 'only articles of this day or later (Gregorian or Jalali)')
    .option('--to <date>', 'only articles of this day or earlier')
    .option('--category <name>', 'only articles of this category, again for more', collect)
    .option(
      '--language <tag>',
      'only articles in this language (fa, ar, en), again for more',
      collect,
    )
    .action((words: string[], options: AskOptions) => askCommand(words, options));
  withCorpus(root.command('repl'))
    .description('ask and answer in the terminal')
    .action((options: ConfigOptions) => withBot(options, (bot, config) => converse(bot, config)));
  withCorpus(root.command('index'))
    .description('bring the index up to the corpus')
    .action((options: ConfigOptions) => withBot(options, async () => {}, true));
  withCorpus(root.command('sync [places...]'))
    .description('add files, folders, pages or feeds to the corpus, or fetch and index all anew')
    .action((places: string[], options: ConfigOptions) => syncCommand(places, options));
  withCorpus(root.command('sources'))
    .description('list what the corpus is made of')
    .action(async (options: ConfigOptions) => {
      for (const line of await listSources(readConfig(options))) process.stdout.write(`${line}\n`);
    });
  withCorpus(root.command('forget <places...>'))
    .description('remove sources, by place or number, and what they gave')
    .action(async (places: string[], options: ConfigOptions) => {
      const config = readConfig(options);
      // Before anything is removed: without it the index could not follow.
      await checkCorpus(config.corpus);
      const removed = await forget(places, config);
      for (const line of removed) process.stderr.write(`${line}\n`);
      await withBot(options, async () => {}, true);
    });
  withCorpus(root.command('quickstart [question...]'))
    .description('index the corpus, then answer the question or open the terminal')
    .action((words: string[], options: ConfigOptions) => quickstart(words, options));
  withCorpus(root.command('eval'))
    .description('measure retrieval and answers on a file of questions')
    .requiredOption('--questions <file>', 'one JSON object a line: see the README')
    .option('--json', 'print the figures as JSON')
    .action((options: AskOptions & { readonly questions: string }) =>
      withBot(options, (bot, _config, indexed) => runEval(bot, options, indexed), false),
    );
  withCorpus(root.command('doctor'))
    .description('say what is set up and what is missing')
    .action((options: ConfigOptions) => doctor(readConfig(options)));
  withCorpus(root.command('backup [folder]'))
    .description('copy the data folder, while it is in use, into a new folder')
    .action((folder: string | undefined, options: ConfigOptions) =>
      backupCommand(folder, readConfig(options)),
    );
  withCorpus(root.command('restore <folder>'))
    .description('put a backup in the place of the data folder')
    .action((folder: string, options: ConfigOptions) =>
      restoreCommand(folder, readConfig(options)),
    );
  withCorpus(root.command('engine-copy'))
    .description('copy index, answers and verdicts from one engine to another, without encoding')
    .addOption(engineOption('--from <engine>', 'the engine that has them'))
    .addOption(engineOption('--to <engine>', 'the engine that is to have them, too'))
    .action((options: CopyOptions) => engineCopy(options, sayWaiting));
  root
    .command('start')
    .description('run the bot on every platform whose token is set')
    .action(async () => {
      const { start } = await import('./main.js');
      await start();
    });
  return root;
}

function engineOption(flags: string, description: string): Option {
  return new Option(flags, description).choices(ENGINES).makeOptionMandatory();
}

function withCorpus(command: Command): Command {
  return command
    .option(
      '--corpus <path>',
      'a file or folder of articles, again for more (default: corpus/)',
      collect,
    )
    .option('--data <folder>', 'where the index is kept (default: .mostanad/)');
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** How long a sync took and how much it encoded. */
export interface Indexed {
  readonly passages: number;
  readonly seconds: number;
}

/**
 * Opens the bot, brings its index up to the corpus unless it is only to answer, and closes it whatever happens.
 *
 * @param verbose - whether the index is what was asked for
 * @param refused - what was refused before
 */
async function withBot(
  options: ConfigOptions,
  use: (bot: Mostanad, config: Config, indexed: Indexed) => Promise<void>,
  verbose = false,
  refused: readonly Refusal[] = [],
): Promise<void> {
  const config = readConfig(options);
  const syncs = config.syncs || verbose;
  if (syncs) await checkCorpus(config.corpus);
  const bot = await openMostanad(config, ({ message }) => process.stderr.write(`${message}\n`));
  try {
    if (!syncs) return await use(bot, config, { passages: 0, seconds: 0 });
    const started = performance.now();
    const onProgress = showProgress(process.stderr, 'passages');
    const summary = await bot.sync({ onProgress, onWait: sayWaiting });
    const seconds = (performance.now() - started) / 1000;
    const refusals = [...refused, ...summary.refusals];
    const all = { ...summary, refusals };
    // Refusals are told in any case; all of it only to those who asked for an index.
    const lines = verbose ? summaryLines(all) : briefRefusals(all);
    for (const line of lines) process.stderr.write(`${line}\n`);
    if (refusals.length > 0 && verbose) process.exitCode = 1;
    await use(bot, config, { passages: summary.passages, seconds });
  } finally {
    await bot.close();
  }
}

async function syncCommand(places: readonly string[], options: ConfigOptions): Promise<void> {
  const config = readConfig(options);
  // Before anything is added: without it the index could not follow.
  await checkCorpus(config.corpus);
  const { asked, articles, refusals } = await collectFor(places, config);
  if (asked > 0) {
    process.stderr.write(`Sources: ${asked} asked, ${articles} articles new or changed\n`);
  }
  const refused = refusals.map(({ source, reason }) => ({
    file: source,
    line: null,
    reason: reasonIn('en', reason),
  }));
  await withBot(options, async () => {}, true, refused);
}

function sayWaiting(): void {
  process.stderr.write('Another process brings this index up to date: waiting for it to end…\n');
}

async function askCommand(words: readonly string[], options: AskOptions): Promise<void> {
  if (words.length === 0 && process.stdin.isTTY) {
    throw new MostanadError(
      'input',
      'ask: no question; give it after --, or one a line on standard input',
    );
  }
  const filter = filterOf(options);
  await withBot(options, (bot) => answerAll(bot, words, options.json ?? false, filter));
}

/** @throws MostanadError `input` that names the part and the value which are wrong */
function filterOf(options: AskOptions): Filter | null {
  const { filter, fault } = readFilter(options);
  if (fault !== null) throw new MostanadError('input', FILTER_PHRASES.en.fault(fault));
  return filter;
}

async function quickstart(words: readonly string[], options: ConfigOptions): Promise<void> {
  await withBot(
    options,
    async (bot, config) => {
      if (words.length === 0 && process.stdin.isTTY) await converse(bot, config);
      else await answerAll(bot, words, false);
    },
    true,
  );
}
