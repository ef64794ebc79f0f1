import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
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
  const { files } = await listCorpus([folder, join(folder, 'b.txt')]);
  expect(files.map(({ name }) => name)).toEqual(['a.jsonl', 'b.txt', 'سوریه/c.txt']);
});

test('the id of a text article is its path inside the corpus, without the ending', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '2021'));
  writeFileSync(join(folder, '2021', 'report.v2.txt'), 'تیتر\n\nمتن.');
  const [file] = (await listCorpus([folder])).files;
  const { articles } = await readCorpusFile(file as NonNullable<typeof file>);
  expect(articles[0]?.article.id).toBe('2021/report.v2');
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
  const [file] = (await listCorpus([folder])).files;
  const { articles, refusals } = await readCorpusFile(file as NonNullable<typeof file>);
  expect(articles).toEqual([]);
  expect(refusals).toEqual([
    { file: join(folder, 'a.txt'), line: 3, reason: 'not UTF-8 text (save the file as UTF-8)' },
  ]);
});

test('a byte order mark is no part of the headline', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), '\ufeffتیتر\r\n\r\nمتن.');
  const [file] = (await listCorpus([folder])).files;
  const { articles } = await readCorpusFile(file as NonNullable<typeof file>);
  expect(articles[0]?.article.blocks.map(({ text }) => text)).toEqual(['تیتر', 'متن.']);
});

test('links are followed, endings may be in capitals, and what cannot be looked into is refused', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(elsewhere, 'far.txt'), 'تیتر\n\nمتن.');
  symlinkSync(join(elsewhere, 'far.txt'), join(folder, 'linked.txt'));
  symlinkSync(join(elsewhere, 'nothing'), join(folder, 'broken.txt'));
  writeFileSync(join(folder, 'UP.TXT'), 'تیتر\n\nمتن.');
  const { files, refusals } = await listCorpus([folder]);
  expect(files.map(({ name }) => name)).toEqual(['UP.TXT', 'linked.txt']);
  expect(refusals).toEqual([
    { file: join(folder, 'broken.txt'), line: null, reason: expect.stringContaining('ENOENT') },
  ]);
});
