import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a JSON file of the model pack, and its hash and size into pack.json. */
export function writePackJson(folder: string, name: string, content: string): void {
  writeFileSync(join(folder, name), content);
  const path = join(folder, 'pack.json');
  const pack = JSON.parse(readFileSync(path, 'utf8'));
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  pack.files[name] = { sha256, bytes: bytes.length };
  writeFileSync(path, `${JSON.stringify(pack)}\n`);
}
