import type { SyncProgress } from '../src/search/encode-missing.js';
import type { SyncSummary } from '../src/search/sync.js';
import { safeText } from './render.js';

const WIDTH = 24;
/** Where there is no terminal: a line with every tenth, but not in one second, or after so many seconds. */
const LINES = 10;
const LEAST_SECONDS = 1;
const MOST_SECONDS = 10;

/**
 * Shows how far a work is: a bar that moves on a terminal, a line now and then elsewhere.
 *
 * @param what - what is counted, in the plural
 * @param seconds - the time, from whenever
 */
export function showProgress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  what: string,
  seconds = () => performance.now() / 1000,
): (progress: SyncProgress) => void {
  const started = seconds();
  let told = { line: 0, at: started };
  return ({ done, total }) => {
    const now = seconds();
    const text = `${done}/${total} ${what}${paceOf({ done, total }, now - started)}`;
    if (stream.isTTY) {
      const filled = Math.round((WIDTH * done) / total);
      stream.write(`\r${'█'.repeat(filled).padEnd(WIDTH, '░')} ${text}\u001b[K`);
      if (done === total) stream.write('\n');
      return;
    }
    const line = Math.floor((LINES * done) / total);
    const since = now - told.at;
    const isDue = line > told.line && since >= LEAST_SECONDS;
    if (!isDue && since < MOST_SECONDS) return;
    told = { line, at: now };
    stream.write(`${text}\n`);
  };
}

/** «, 45 a second, 1 min 20 s left». */
function paceOf({ done, total }: SyncProgress, seconds: number): string {
  if (done === 0 || seconds === 0) return '';
  const rate = done / seconds;
  const shown = rate < 10 ? rate.toFixed(1) : rate.toFixed(0);
  const left = done === total ? '' : `, ${durationOf((total - done) / rate)} left`;
  return `, ${shown} a second${left}`;
}

/** «1 h 5 min», «1 min 20 s», «8 s». */
export function durationOf(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What a sync did, for people: one line, then one a refusal. */
export function summaryLines(summary: SyncSummary): readonly string[] {
  const { added, changed, removed, unchanged, kept, refusals } = summary;
  const counts = `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`;
  const refused = refusals.length > 0 ? `, ${refusals.length} refused` : '';
  const stay = kept > 0 ? `, ${kept} kept as they were of what could not be read` : '';
  return [
    `Articles: ${counts}${refused}${stay}`,
    ...refusals.map(({ file, line, reason }) =>
      safeText(`refused: ${file}${line === null ? '' : `, line ${line}`}: ${reason}`),
    ),
  ];
}

/** Refusals that are told to someone who did not ask for them. */
const FEW = 3;

/** What was refused, a few lines of it. */
export function briefRefusals(summary: SyncSummary): readonly string[] {
  const [, ...lines] = summaryLines(summary);
  if (lines.length <= FEW) return lines;
  const more = `refused: ${lines.length - FEW} more (npm run index tells all)`;
  return [...lines.slice(0, FEW), more];
}
