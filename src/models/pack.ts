import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MostanadError, messageOf } from '../errors.js';
import { COMPOSITION } from './tokenizer.js';

const PackFile = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int() });

/** What the reader reaches on a set, in percent: SQuAD 2's measures. */
const ReaderFigures = z.object({
  exactMatch: z.number(),
  f1: z.number(),
  declined: z.number().optional(),
});

const PackJson = z.object({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  dimensions: z.number().int().positive(),
  maxTokens: z.number().int().positive(),
  queryPrefix: z.string(),
  passagePrefix: z.string(),
  files: z.object({
    'encoder.onnx': PackFile,
    'reader.onnx': PackFile,
    'tokenizer.json': PackFile,
    'background.json': PackFile,
    'confidence.json': PackFile,
  }),
  reader: z.object({
    trained: z.string(),
    data: z.string(),
    figures: z.record(z.string(), ReaderFigures),
  }),
  charmap: z.record(z.string(), z.string()),
});

/** The model pack's description, pack.json; its files are checked where they are loaded. */
export interface Pack extends Readonly<z.infer<typeof PackJson>> {
  readonly folder: string;
  /** Changes with whatever makes a vector: vectors of another fingerprint do not compare. */
  readonly fingerprint: string;
}

/** The name of a file that the pack's description vouches for. */
export type PackFileName = keyof Pack['files'];

/**
 * Reads and checks the description of the model pack in a folder.
 *
 * @throws MostanadError `pack` where it is missing or not a pack's description
 */
export async function readPack(folder: string): Promise<Pack> {
  const path = join(folder, 'pack.json');
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new MostanadError('pack', `model pack: ${path} cannot be read (${messageOf(error)})`, {
      cause: error,
    });
  });
  try {
    const description = PackJson.parse(JSON.parse(bytes.toString('utf8')));
    return { ...description, folder, fingerprint: fingerprintOf(description) };
  } catch (error) {
    throw new MostanadError('pack', `model pack: ${path} is damaged (${messageOf(error)})`, {
      cause: error,
    });
  }
}

/**
 * Reads one file of the pack and checks its hash.
 *
 * @throws MostanadError `pack` where the file is missing or not the one that pack.json describes
 */
export async function readPackFile(pack: Pack, name: PackFileName): Promise<Buffer> {
  const path = join(pack.folder, name);
  const restore = 'restore it from the repository: git checkout -- models';
  const bytes = await readFile(path).catch((error: unknown) => {
    const reason = `model pack: ${path} cannot be read (${messageOf(error)}); ${restore}`;
    throw new MostanadError('pack', reason, { cause: error });
  });
  const hash = sha256(bytes);
  if (hash !== pack.files[name].sha256) {
    throw new MostanadError(
      'pack',
      `model pack: ${path} is damaged: its SHA-256 is ${hash.slice(0, 12)}…, ` +
        `pack.json says ${pack.files[name].sha256.slice(0, 12)}…; ${restore}`,
    );
  }
  return bytes;
}

/** The reader makes no vectors, so it is not part of it. */
function fingerprintOf({ files, charmap, ...rest }: z.infer<typeof PackJson>): string {
  const { maxTokens, queryPrefix, passagePrefix } = rest;
  const hashes = [files['encoder.onnx'].sha256, files['tokenizer.json'].sha256];
  const table = [COMPOSITION, charmap];
  return sha256(JSON.stringify([hashes, table, maxTokens, queryPrefix, passagePrefix]));
}

/** The names of the pack's files. */
export function packFileNames({ files }: Pack): readonly PackFileName[] {
  return Object.keys(files) as PackFileName[];
}

/**
 * Reads one of the pack's JSON files and checks its hash and shape.
 *
 * @throws MostanadError `pack` where the file is missing, damaged or not of that shape
 */
export async function readPackJson<Schema extends z.ZodType>(
  pack: Pack,
  name: PackFileName,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const bytes = await readPackFile(pack, name);
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    const path = join(pack.folder, name);
    throw new MostanadError('pack', `model pack: ${path} cannot be used (${messageOf(error)})`, {
      cause: error,
    });
  }
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
