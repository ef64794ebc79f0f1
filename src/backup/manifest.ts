import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { MostanadError, messageOf } from '../errors.js';

const NAME = 'backup.json';
/** Raised when a backup is laid out in another way. */
const FORMAT = 1;

/** Within a data folder, and nothing else: a manifest may come from anywhere. */
const PATH = /^(?:[\w-]+\.sqlite|history|(?:fetched|encoders)(?:\/[\w.-]*[\w-])+)$/u;

const Manifest = z.object({
  format: z.literal(FORMAT),
  /** The program and its version. */
  program: z.string(),
  /** When it was begun. */
  made: z.iso.datetime(),
  files: z.array(
    z.object({
      path: z.string().regex(PATH),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    }),
  ),
});

/** What a backup holds. */
export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** Writes down what a folder holds. */
export async function writeManifest(folder: string, made: Date): Promise<Manifest> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = names
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const files: Manifest['files'] = [];
  for (const path of paths.sort()) {
    const { size } = await stat(join(folder, path));
    files.push({ path, bytes: size, sha256: await hashOf(join(folder, path)) });
  }
  const manifest: Manifest = {
    format: FORMAT,
    program: await programVersion(),
    made: made.toISOString(),
    files,
  };
  await writeFile(join(folder, NAME), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/**
 * Reads what a backup should hold.
 *
 * @throws MostanadError `input` where the folder is no backup
 */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(join(folder, NAME), 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new MostanadError('input', `backup ${folder}: its ${NAME} cannot be used: ${reason}`, {
      cause: error,
    });
  }
}

/**
 * Compares a copy of a backup with its manifest.
 *
 * @throws MostanadError `input` that names the first file that is not as it was
 */
export async function checkFiles(copy: string, backup: string, { files }: Manifest): Promise<void> {
  for (const { path, sha256 } of files) {
    if ((await hashOf(join(copy, path))) === sha256) continue;
    const reason = `${path} is not as it was written: use another backup`;
    throw new MostanadError('input', `backup ${backup}: ${reason}`);
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function programVersion(): Promise<string> {
  const file = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  const { name, version } = JSON.parse(file) as { readonly name: string; readonly version: string };
  return `${name} ${version}`;
}
