import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listCorpus, readCorpusFile } from '../../src/corpus/files.js';
import { temporaryFolder } from '../support/folders.js';

test('a folder is listed whole and in order, hidden and other files left out', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'سوریه'));
  for (const name of ['b.txt', 'a.jsonl', 'README.md', '.hidden.txt', 'سوریه/c.txt']) {
    writeFileSync(join(folder, name), 'متن');
  }
  const files = await listCorpus([folder, join(folder, 'b.txt')]);
  expect(files.map(({ name }) => name)).toEqual(['a.jsonl', 'b.txt', 'سوریه/c.txt']);
});

test('the id of a text article is its path inside the corpus, without the ending', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '2021'));
  writeFileSync(join(folder, '2021', 'report.v2.txt'), 'تیتر\n\nمتن.');
  const [file] = await listCorpus([folder]);
  const { articles } = await readCorpusFile(file as NonNullable<typeof file>);
  expect(articles[0]?.id).toBe('2021/report.v2');
});

test('a path that does not exist, or is of another kind, is named', async () => {
  const folder = temporaryFolder();
  const pdf = join(folder, 'a.pdf');
  writeFileSync(pdf, '');
  await expect(listCorpus([join(folder, 'none')])).rejects.toThrow(`corpus ${folder}/none`);
  await expect(listCorpus([pdf])).rejects.toThrow('not a folder, .txt or .jsonl file');
});

test('a file that is not UTF-8 is refused with the line of the first bad byte', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'a.txt'),
    Buffer.concat([Buffer.from('یک\nدو\n'), Buffer.from([0xc7, 0xe1])]),
  );
  const [file] = await listCorpus([folder]);
  const { articles, refusals } = await readCorpusFile(file as NonNullable<typeof file>);
  expect(articles).toEqual([]);
  expect(refusals).toEqual([
    { file: join(folder, 'a.txt'), line: 3, reason: 'not UTF-8 text (save the file as UTF-8)' },
  ]);
});

test('a byte order mark is no part of the headline', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), '\ufeffتیتر\r\n\r\nمتن.');
  const [file] = await listCorpus([folder]);
  const { articles } = await readCorpusFile(file as NonNullable<typeof file>);
  expect(articles[0]?.blocks.map(({ text }) => text)).toEqual(['تیتر', 'متن.']);
});
