import { chmodSync } from 'node:fs';

const NOBODY = 65_534;

/** Runs what a person without rights would run: root may write wherever it likes. */
function asNobody<Result>(run: () => Result): Result {
  if (process.geteuid?.() !== 0) return run();
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

/** Has nobody write into a folder, nor to its files, while something runs. */
export function withReadOnly<Result>(
  folder: string,
  files: readonly string[],
  run: () => Result,
): Result {
  chmodSync(folder, 0o555);
  for (const file of files) chmodSync(file, 0o444);
  try {
    return asNobody(run);
  } finally {
    chmodSync(folder, 0o755);
    for (const file of files) chmodSync(file, 0o644);
  }
}
