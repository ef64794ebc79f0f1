import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './folders.js';

/** How the program ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program as a person would. */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
} {
  const env = { ...process.env, ...environment };
  return started(spawn(process.execPath, [join(ROOT, 'scripts/mostanad.mjs'), ...args], { env }));
}

/** Runs the program where no file can grow beyond so many blocks of 512 bytes, as on a full disk. */
export function runWithFullDisk(args: readonly string[], blocks: number): Promise<Ended> {
  const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`;
  const program = [process.execPath, join(ROOT, 'scripts/mostanad.mjs')];
  return started(spawn('sh', ['-c', script, 'sh', ...program, ...args])).ended;
}

export function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startCli(args, environment).ended;
}

function started(child: ChildProcess): ReturnType<typeof startCli> {
  const ended = new Promise<Ended>((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
  return { child, ended };
}
