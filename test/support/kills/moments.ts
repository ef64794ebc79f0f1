import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';

/**
 * What a sync is at when it is killed: `storing` vectors, more than those of its first round; `anything`
 * where nothing else has the data folder open, so that nobody sees it.
 */
export type Phase = 'starting' | 'reading' | 'encoding' | 'storing' | 'closing' | 'anything';

/** How long after a phase began a kill may come, in milliseconds. */
const SPANS: Readonly<Record<Phase, number>> = {
  starting: 1500,
  reading: 600,
  encoding: 4000,
  storing: 4000,
  closing: 200,
  anything: 6000,
};
/** Files are settled between reading and encoding; before, their stamps are only marked with a «?». */
const SETTLED = "SELECT group_concat(path || ltrim(stamp, '?'), '|') FROM file";
/** What changes, one after another, before a phase begins. */
const WRITTEN: Readonly<Partial<Record<Phase, readonly string[]>>> = {
  reading: ["SELECT value FROM meta WHERE key = 'generation'"],
  encoding: [SETTLED],
  storing: [SETTLED, 'SELECT max(seq) FROM vector'],
};
const LOOK_EVERY = 4;
/** A phase that has not begun by then does not come. */
const PATIENCE = 60_000;

/**
 * Waits for a random moment of a phase of a process that syncs a data folder.
 *
 * @param share - from 0 to 1: how late in the phase
 */
export async function momentOf(
  child: ChildProcess,
  data: string,
  phase: Phase,
  share: number,
): Promise<void> {
  if (phase === 'closing') await untilTold(child);
  for (const query of WRITTEN[phase] ?? []) await untilWritten(child, data, query);
  await pause(share * SPANS[phase]);
}

/** What it did is told before it closes. */
function untilTold(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes('Articles: ')) resolve();
    });
    child.once('exit', () => resolve());
  });
}

async function untilWritten(child: ChildProcess, data: string, query: string): Promise<void> {
  const database = new Database(join(data, 'index.sqlite'), { readonly: true });
  try {
    const look = database.prepare(query).pluck();
    const before = look.get();
    for (let waited = 0; waited < PATIENCE && look.get() === before; waited += LOOK_EVERY) {
      if (child.exitCode !== null) return;
      await pause(LOOK_EVERY);
    }
  } finally {
    database.close();
  }
}
