import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeText } from '../../src/corpus/encoding.js';
import { readCorpusFile } from '../../src/corpus/files.js';
import { partsOf } from '../../src/corpus/texts.js';
import { temporaryFolder } from '../support/folders.js';
import { readWholeFile } from '../support/read-file.js';
import { windows1256 } from './windows-1256.js';

/** Bytes as a disk gives them, so many at a time. */
async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function partsIn(bytes: Uint8Array, size: number, longestLine?: number) {
  const parts = [];
  for await (const part of partsOf(chunksOf(bytes, size), longestLine)) parts.push(part);
  return parts;
}

const TEXT = '\ufeffزلزله در بندرعباس\r\n\r\n«۱۲ نفر» 🙂\n\ufeffدو\r\nپایان';

test.each([TEXT, `${TEXT}\n`, 'یک خط', '\n\n'])(
  'wherever the disk cuts it, a text comes whole, in lines with their numbers: %j',
  async (text) => {
    const bytes = Buffer.from(text);
    const whole = decodeText(bytes);
    for (let size = 1; size <= bytes.length; size += 1) {
      const parts = await partsIn(bytes, size);
      expect(parts.map((part) => part.text).join('')).toBe(whole);
      for (const part of parts) {
        const rest = whole.split('\n').slice(part.linesBefore).join('\n');
        expect(rest.startsWith(part.text)).toBe(true);
      }
    }
    expect(await partsIn(bytes, 1)).toHaveLength(whole.split('\n').length);
  },
);

test('a line that no string can hold is told by its number, after those before it', async () => {
  const bytes = Buffer.from(`یک\nدو\n${'سه'.repeat(50)}\n`);
  const reading = partsIn(bytes, 8, 64);
  await expect(reading).rejects.toMatchObject({ line: 3, message: 'larger than 64 bytes' });
});

/** Lines of more than is read at a time; the last but one is bad. */
function manyLines(): string {
  const text = 'برف راه‌هاي كوهستاني را بست. '.repeat(100);
  const rows = Array.from({ length: 2_000 }, (_, at) =>
    JSON.stringify({ id: `خبر ${at}`, title: 'بارش برف', text }),
  );
  return rows.toSpliced(-1, 0, '{"id": "بد').join('\r\n');
}

test('a large file of many articles is read a part after the other, as if it were whole', async () => {
  const file = { path: join(temporaryFolder(), 'اخبار.jsonl'), name: 'اخبار.jsonl', stamp: '' };
  writeFileSync(file.path, manyLines());
  const counts: number[] = [];
  for await (const { articles } of readCorpusFile(file)) counts.push(articles.length);
  expect(counts.length).toBeGreaterThan(1);
  const { articles, refusals, unread } = await readWholeFile(file);
  expect(articles.map(({ line, article }) => [line, article.id])).toEqual(
    Array.from({ length: 2_000 }, (_, at) => [at < 1_999 ? at + 1 : 2_001, `خبر ${at}`]),
  );
  expect(refusals).toEqual([
    { file: file.path, line: 2_000, reason: expect.stringContaining('not JSON') },
  ]);
  expect(unread).toEqual([null]);
});

test('a large file in another encoding is read too, as long as a string can hold it', async () => {
  const folder = temporaryFolder();
  const [old, utf16, huge] = ['a', 'b', 'c'].map((name) => join(folder, `${name}.jsonl`));
  const text = manyLines().replaceAll('\u200c', ' ').replaceAll('ی', 'ي').replaceAll('ک', 'ك');
  writeFileSync(old as string, windows1256(`${text}\n`.repeat(2)));
  writeFileSync(utf16 as string, Buffer.from(text, 'utf16le'));
  writeFileSync(huge as string, windows1256('خبر'));
  truncateSync(huge as string, 500_000_001);
  const read = (path = '') => readWholeFile({ path, name: '', stamp: '' });
  expect((await read(old)).articles).toHaveLength(4_000);
  expect((await read(utf16)).articles).toHaveLength(2_000);
  const reason =
    '500000001 bytes: of what is not UTF-8 at most 500000000 are read (save the file as UTF-8)';
  expect(await read(huge)).toMatchObject({ refusals: [{ line: null, reason }], unread: 'all' });
});
