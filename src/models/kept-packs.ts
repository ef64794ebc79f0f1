import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Pack, type PackFileName, readPack } from './pack.js';

/** All that encoding a question takes. */
const FILES: readonly (PackFileName | 'pack.json')[] = [
  'pack.json',
  'encoder.onnx',
  'tokenizer.json',
];

/**
 * Keeps a pack's encoder beside the vectors that it made, so that they serve on after the program
 * comes with another pack, until all is encoded anew. Keeps no other.
 */
export async function keepPack(pack: Pack, folder: string): Promise<void> {
  const name = nameOf(pack.fingerprint);
  const kept = await readdir(keptFolder(folder)).catch(() => [] as string[]);
  if (!kept.includes(name)) await addPack(pack, folder, name);
  for (const other of kept.filter((one) => one !== name)) {
    await rm(join(keptFolder(folder), other), { recursive: true, force: true });
  }
}

/** The kept pack whose fingerprint begins so; null where there is none that can be read. */
export async function keptPack(folder: string, fingerprint: string): Promise<Pack | null> {
  try {
    return await readPack(join(keptFolder(folder), nameOf(fingerprint)));
  } catch {
    // Without it the new pack's vectors serve as they come.
    return null;
  }
}

async function addPack(pack: Pack, folder: string, name: string): Promise<void> {
  const target = join(keptFolder(folder), name);
  const part = `${target}.${process.pid}`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    for (const file of FILES) await linkOrCopy(join(pack.folder, file), join(part, file));
    await rename(part, target);
  } catch {
    // Another process did it first, or the folder is full: it is a convenience.
    await rm(part, { recursive: true, force: true });
  }
}

/** A link takes no room; a folder on another disk takes a copy. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

function keptFolder(folder: string): string {
  return join(folder, 'encoders');
}

function nameOf(fingerprint: string): string {
  return fingerprint.slice(0, 16);
}
