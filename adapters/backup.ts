import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { backUp } from '../src/backup/backup.js';
import type { Manifest } from '../src/backup/manifest.js';
import { restore, stampOf } from '../src/backup/restore.js';
import type { Config } from '../src/config.js';
import type { EngineSettings } from '../src/search/open-engine.js';

/** Copies the data folder into a new folder, below itself where none is named. */
export async function backupCommand(
  target: string | undefined,
  { dataFolder, engine }: Config,
): Promise<void> {
  // The bot and its questions go first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const now = new Date();
  const folder = resolve(target ?? join(dataFolder, 'backups', stampOf(now)));
  const manifest = await backUp(dataFolder, folder, now);
  process.stderr.write(`Backup: ${describe(manifest)}, in\n`);
  process.stdout.write(`${folder}\n`);
  sayWhatIsElsewhere(engine);
}

/** Puts a backup in the place of what the data folder holds. */
export async function restoreCommand(
  backup: string,
  { dataFolder, engine }: Config,
): Promise<void> {
  const { manifest, before } = await restore(resolve(backup), dataFolder);
  const { made, program } = manifest;
  process.stderr.write(`Restored: ${describe(manifest)}, of ${made}, by ${program}\n`);
  if (before !== null) process.stderr.write(`What was there before is in ${before}\n`);
  sayWhatIsElsewhere(engine);
}

/** A backup is of the data folder. */
function sayWhatIsElsewhere(engine: EngineSettings): void {
  if (engine.kind === 'embedded') return;
  const what = 'the index, answers, verdicts and conversations of ENGINE=opensearch';
  process.stderr.write(
    `Not in it: ${what} (${engine.prefix}-… on the cluster; see its snapshots)\n`,
  );
}

function describe({ files }: Manifest): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`;
}
