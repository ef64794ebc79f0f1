import { type ConfigOptions, readConfig } from '../src/config.js';
import { nextToSync, useFolder } from '../src/data-folder.js';
import { MostanadError } from '../src/errors.js';
import { readPack } from '../src/models/pack.js';
import { copyIndex } from '../src/search/copy.js';
import { openEngine } from '../src/search/open-engine.js';
import { showProgress } from './progress.js';

export interface CopyOptions extends ConfigOptions {
  readonly from: string;
  readonly to: string;
}

/**
 * Makes one engine's index hold what another's does. Ended in between, the next run goes on from there.
 *
 * @param onWait - told where a sync of the data folder runs: this begins when that has ended
 */
export async function engineCopy(options: CopyOptions, onWait: () => void): Promise<void> {
  if (options.from === options.to) {
    throw new MostanadError('input', `engine:copy: from ${options.from} to itself`);
  }
  const source = readConfig({ ...options, engine: options.from });
  const target = readConfig({ ...options, engine: options.to });
  const pack = await readPack(source.packFolder);
  const release = useFolder(source.dataFolder);
  const interrupted = new AbortController();
  const stop = () => interrupted.abort(new MostanadError('storage', 'engine:copy: interrupted'));
  process.once('SIGINT', stop);
  try {
    const done = await nextToSync(source.dataFolder, interrupted.signal, onWait);
    const from = await openEngine(source.engine, pack);
    const to = await openEngine(target.engine, pack);
    const onProgress = showProgress(process.stderr, 'articles, then passages');
    const copied = await copyIndex(from, to, onProgress, interrupted.signal).finally(async () => {
      await Promise.all([from.close(), to.close()]).finally(done);
    });
    const { articles, removed, vectors, withoutVector } = copied;
    const rest = withoutVector > 0 ? `; ${withoutVector} passages are yet to be encoded` : '';
    process.stderr.write(
      `Copied: ${articles} articles, ${vectors} vectors; ${removed} articles removed${rest}\n`,
    );
  } finally {
    process.removeListener('SIGINT', stop);
    release();
  }
}
