import { type Config, type ConfigOptions, readConfig } from '../src/config.js';
import { corpusPaths } from '../src/corpus/sources/paths.js';
import { nextToSync, useFolder } from '../src/data-folder.js';
import { MostanadError } from '../src/errors.js';
import { readPack } from '../src/models/pack.js';
import { copyRecords, type RecordsCopied } from '../src/records/copy.js';
import { openTables } from '../src/records/open.js';
import { type CopySummary, claimCopied, copyIndex } from '../src/search/copy.js';
import { openEngine } from '../src/search/open-engine.js';
import { showProgress } from './progress.js';
import { safeText } from './render.js';

export interface CopyOptions extends ConfigOptions {
  readonly from: string;
  readonly to: string;
}

/**
 * Makes one engine's index hold what another's does, and copies the answers, verdicts and replies. Ended in between, the next run goes on from there.
 *
 * @param onWait - told where a sync of the data folder runs: this begins when that has ended
 */
export async function engineCopy(options: CopyOptions, onWait: () => void): Promise<void> {
  if (options.from === options.to) {
    throw new MostanadError('input', `engine:copy: from ${options.from} to itself`);
  }
  const source = readConfig({ ...options, engine: options.from });
  const target = readConfig({ ...options, engine: options.to });
  const release = useFolder(source.dataFolder);
  const interrupted = new AbortController();
  const stop = () => interrupted.abort(new MostanadError('storage', 'engine:copy: interrupted'));
  process.once('SIGINT', stop);
  try {
    const done = await nextToSync(source.dataFolder, interrupted.signal, onWait);
    const index = await copyIndexOf(source, target, interrupted.signal, onWait).finally(done);
    const { articles, removed, vectors, withoutVector, refused } = index;
    const rest = withoutVector > 0 ? `; ${withoutVector} passages are yet to be encoded` : '';
    process.stderr.write(
      `Copied: ${articles} articles, ${vectors} vectors; ${removed} articles removed${rest}\n`,
    );
    for (const reason of refused) process.stderr.write(`${safeText(`refused: ${reason}`)}\n`);
    if (refused.length > 0) process.exitCode = 1;
    const records = await copyRecordsOf(source, target, interrupted.signal);
    const { answers, verdicts, replies } = records;
    process.stderr.write(
      `Copied: ${answers} answers, ${verdicts} verdicts, ${replies} replies; what is newer there stays\n`,
    );
  } finally {
    process.removeListener('SIGINT', stop);
    release();
  }
}

async function copyIndexOf(
  source: Config,
  target: Config,
  signal: AbortSignal,
  onWait: () => void,
): Promise<CopySummary> {
  const pack = await readPack(source.packFolder);
  const from = await openEngine(source.engine, pack);
  try {
    const to = await openEngine(target.engine, pack);
    const onProgress = showProgress(process.stderr, 'articles, then passages');
    try {
      const paths = await corpusPaths(source.corpus, source.dataFolder);
      const copied = await copyIndex(from, to, onProgress, signal, onWait);
      await claimCopied(from, to, paths);
      return copied;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function copyRecordsOf(
  source: Config,
  target: Config,
  signal: AbortSignal,
): Promise<RecordsCopied> {
  const from = await openTables(source.engine);
  try {
    const to = await openTables(target.engine);
    return await copyRecords(from, to, signal, Date.now()).finally(to.close);
  } finally {
    await from.close();
  }
}
