import type { SyncProgress } from '../src/search/encode-missing.js';
import type { SyncSummary } from '../src/search/sync.js';

const WIDTH = 24;

/** Shows how far a sync is: a bar that moves on a terminal, nothing elsewhere. */
export function progressBar(stream: NodeJS.WriteStream): (progress: SyncProgress) => void {
  if (!stream.isTTY) return () => {};
  const started = performance.now();
  return ({ done, total }) => {
    const rate = done / ((performance.now() - started) / 1000);
    const filled = Math.round((WIDTH * done) / total);
    const bar = '█'.repeat(filled).padEnd(WIDTH, '░');
    stream.write(`\r${bar} ${done}/${total} passages, ${rate.toFixed(0)} a second\u001b[K`);
    if (done === total) stream.write('\n');
  };
}

/** What a sync did, for people: one line, then one a refusal. */
export function summaryLines(summary: SyncSummary): readonly string[] {
  const { added, changed, removed, unchanged, refusals } = summary;
  const counts = `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`;
  return [
    `Articles: ${counts}${refusals.length > 0 ? `, ${refusals.length} refused` : ''}`,
    ...refusals.map(({ file, line, reason }) =>
      line === null ? `refused: ${file}: ${reason}` : `refused: ${file}, line ${line}: ${reason}`,
    ),
  ];
}
