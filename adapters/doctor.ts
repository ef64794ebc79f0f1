import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { readCalibration } from '../src/answer/confidence.js';
import { checkDatabase } from '../src/backup/check.js';
import { databasesOf } from '../src/backup/contents.js';
import type { Config } from '../src/config.js';
import { checkCorpus, listCorpus, readCorpusFile } from '../src/corpus/files.js';
import { makeFolder } from '../src/corpus/make-folder.js';
import { corpusPaths } from '../src/corpus/sources/paths.js';
import { MostanadError, messageOf } from '../src/errors.js';
import { packFileNames, readPack, readPackFile } from '../src/models/pack.js';
import { openMostanad } from '../src/mostanad.js';
import { readPlatforms } from '../src/platform-config.js';
import { openEngine } from '../src/search/open-engine.js';

interface Finding {
  readonly ok: boolean;
  readonly what: string;
  readonly detail: string;
}

/** Says what is set up and what is missing; exit status 1 if anything is. */
export async function doctor(config: Config): Promise<void> {
  const findings = [
    { ok: true, what: 'Node', detail: process.versions.node },
    await find('model pack', () => describePack(config)),
    await find('reader', () => describeReader(config)),
    await find('corpus', () => describeCorpus(config)),
    await find('chat model', () => describeChat(config)),
    await find('data folder', () => describeData(config)),
    await find('admins', async () => describeAdmins()),
    await find('databases', async () => describeDatabases(config)),
    await find('engine', () => describeEngine(config)),
    await find('records', () => describeRecords(config)),
  ];
  if (findings.every(({ ok }) => ok))
    findings.push(await find('question', () => tryQuestion(config)));
  for (const { ok, what, detail } of findings) {
    process.stdout.write(`${ok ? 'ok     ' : 'MISSING'} ${what}: ${detail}\n`);
  }
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function find(what: string, describe: () => Promise<string>): Promise<Finding> {
  try {
    return { ok: true, what, detail: await describe() };
  } catch (error) {
    return { ok: false, what, detail: messageOf(error) };
  }
}

async function describePack(config: Config): Promise<string> {
  const pack = await readPack(config.packFolder);
  const { name, version, licence, dimensions, files } = pack;
  for (const file of packFileNames(pack)) await readPackFile(pack, file);
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return `${name} ${version}, ${licence}, ${dimensions} dimensions, ${size}`;
}

async function describeReader(config: Config): Promise<string> {
  const pack = await readPack(config.packFolder);
  const { threshold } = await readCalibration(pack);
  const { trained, data, figures } = pack.reader;
  const sets = Object.entries(figures).map(([set, { exactMatch, f1, declined }]) => {
    const silent = declined === undefined ? '' : `, unanswerable declined ${declined} %`;
    return `${set}: EM ${exactMatch}, F1 ${f1}${silent}`;
  });
  const parts = [`trained ${trained} on ${data}`, ...sets, `answers from confidence ${threshold}`];
  return parts.join('; ');
}

async function describeCorpus(config: Config): Promise<string> {
  await checkCorpus(config.corpus);
  const paths = await corpusPaths(config.corpus, config.dataFolder);
  const { files, refusals: unseen } = await listCorpus(paths);
  let [articles, refusals] = [0, unseen.length];
  for (const file of files) {
    for await (const content of readCorpusFile(file)) {
      articles += content.articles.length;
      refusals += content.refusals.length;
    }
  }
  if (articles === 0) {
    throw new MostanadError('corpus', `no article in ${paths.join(', ')}`);
  }
  const refused = refusals > 0 ? `, ${refusals} refused (see index)` : '';
  return `${articles} articles in ${files.length} files${refused}`;
}

/** Has it write a word: a key that is refused, or a name that nobody knows, shows now. */
async function describeChat({ chat }: Config): Promise<string> {
  if (chat === null) return 'none (CHAT_MODEL); answers are quotes';
  const { createChatModel } = await import('../src/models/chat/chat-model.js');
  const schema = {
    type: 'object',
    properties: { word: { type: 'string' } },
    required: ['word'],
    additionalProperties: false,
  };
  const prompt = { system: 'Reply with JSON only: {"word": "yes"}', user: '{}', schema };
  const started = performance.now();
  await createChatModel(chat).write(prompt, { signal: new AbortController().signal });
  const time = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  return `${chat.provider}:${chat.model} replies in ${time}; ${chat.perDay} answers a person a day`;
}

async function describeData(config: Config): Promise<string> {
  makeFolder(config.dataFolder);
  await access(config.dataFolder, constants.W_OK);
  return config.dataFolder;
}

function describeAdmins(): string {
  const { admins } = readPlatforms();
  return admins.length > 0 ? admins.join(', ') : 'none; the corpus is not changed from a chat';
}

/** Reads every page: a damaged one is found before a question meets it. */
function describeDatabases({ dataFolder }: Config): string {
  const names = databasesOf(dataFolder);
  for (const name of names) checkDatabase(join(dataFolder, name), 'quick');
  return names.length === 0 ? 'none yet' : `${names.join(', ')}: every page is sound`;
}

async function describeEngine({ engine, packFolder, syncs }: Config): Promise<string> {
  if (engine.kind === 'embedded') return 'embedded, in the data folder';
  const opened = await openEngine(engine, await readPack(packFolder));
  try {
    return `OpenSearch ${engine.urls.join(', ')}: ${await opened.passageCount()} passages in ${engine.prefix}-…${syncs ? '' : '; this process only answers'}`;
  } finally {
    await opened.close();
  }
}

async function describeRecords({ engine }: Config): Promise<string> {
  if (engine.kind === 'embedded') return 'answers and verdicts in the data folder';
  const { countOnCluster } = await import('../src/records/cluster/open.js');
  const { answers, verdicts } = await countOnCluster(engine);
  return `OpenSearch ${engine.urls.join(', ')}: ${answers} answers, ${verdicts} verdicts in ${engine.prefix}-chat-…`;
}

async function tryQuestion(config: Config): Promise<string> {
  const bot = await openMostanad(config);
  try {
    const { articles, passages } = await bot.size();
    if (passages === 0) throw new MostanadError('storage', 'the index is empty: npm run index');
    const started = performance.now();
    await bot.search('سوریه', 1);
    const time = `${Math.round(performance.now() - started)} ms`;
    return `searched ${passages} passages of ${articles} articles in ${time}, the model's loading included`;
  } finally {
    await bot.close();
  }
}
