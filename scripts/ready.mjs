/** Makes a fresh clone ready: installs what the lock file says and compiles, each only if need be. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const SOURCES = ['src', 'adapters', 'test', 'bench', 'training'];
const STAMP = join(root, 'dist', 'tsconfig.tsbuildinfo');

/** Installs and compiles where the folder is not up to date. Exits with a message where it cannot. */
export function makeReady() {
  if (!isInstalled()) {
    const reason = 'the lock file could not be installed: see the lines above';
    run('Installing (once; compiles SQLite and HNSW, about 1.5 minutes)', npm(), ['ci'], reason);
  }
  if (!isBuilt()) build();
}

/** Compiles TypeScript into dist/. */
export function build() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  run('Compiling', process.execPath, [tsc, '-p', root], 'the program does not compile');
}

function run(title, command, args, reason) {
  // Standard output belongs to answers, which may be piped on.
  process.stderr.write(`${title}…\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write(`${title}: ${reason}${error ? ` (${error.message})` : ''}\n`);
  process.exit(1);
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

/** Whether every package of the lock file is there in its version. */
function isInstalled() {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return false;
  const wanted = Object.entries(readPackages(join(root, 'package-lock.json')) ?? {});
  return wanted.every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed[path]?.version === version,
  );
}

function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

function isBuilt() {
  if (!existsSync(STAMP)) return false;
  const built = statSync(STAMP).mtimeMs;
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  return [...files, join(root, 'tsconfig.json')].every((path) => statSync(path).mtimeMs <= built);
}
