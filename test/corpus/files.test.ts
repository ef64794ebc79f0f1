import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCorpus, listCorpus } from '../../src/corpus/files.js';
import { temporaryFolder } from '../support/folders.js';
import { readWholeFile } from '../support/read-file.js';

test('files of two folders with the same name have names of their own, those of the first as if alone', async () => {
  const [first, second, other] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  for (const folder of [first, second, other]) writeFileSync(join(folder, 'خبر.txt'), 'متن');
  writeFileSync(join(second, 'خبر.md'), 'متن');
  writeFileSync(join(second, 'b.txt'), 'متن');
  const namesIn = async (...paths: readonly string[]) => {
    const { files } = await listCorpus(paths);
    return (folder: string) =>
      files.filter(({ path }) => path.startsWith(folder)).map(({ name }) => name);
  };
  const of = await namesIn(first, second, other);
  expect(of(first)).toEqual(['خبر.txt']);
  expect(of(second)).toEqual([
    'b.txt',
    expect.stringMatching(/^mostanad-.*-[\da-f]{8}\/خبر\.md$/u),
    expect.stringMatching(/^mostanad-.*-[\da-f]{8}\/خبر\.txt$/u),
  ]);
  expect(new Set([...of(first), ...of(second), ...of(other)]).size).toBe(5);
  expect((await namesIn(first, second))(second)).toEqual(of(second));
});

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
  const { articles } = await readWholeFile(file as NonNullable<typeof file>);
  expect(articles[0]?.article.id).toBe('2021/report.v2');
});

test('files of every kind are listed, and read by their ending', async () => {
  const folder = temporaryFolder();
  const entry = '<item><guid>خبر-1</guid><title>تیتر</title><description>متن.</description></item>';
  const feed = `<rss version="2.0"><channel><title>سانا</title>${entry}</channel></rss>`;
  const contents = {
    'a.md': '# تیتر\n\nمتن.',
    'b.html': '<h1>تیتر</h1><p>متن.</p>',
    'c.HTM': '<h1>تیتر</h1><p>متن.</p>',
    'd.xml': feed,
    'e.rss': feed,
    'f.atom': feed,
    'g.jsonl': '{"id": "g", "title": "تیتر", "text": "متن.", "date": "۱۴۰۳/۵/۱۲"}',
    'h.txt': 'تیتر\n\nمتن.',
  };
  for (const [name, content] of Object.entries(contents)) {
    writeFileSync(join(folder, name), content);
  }
  const { files } = await listCorpus([folder]);
  const read = await Promise.all(files.map(readWholeFile));
  const articles = read.flatMap((content) => content.articles.map(({ article }) => article));
  expect(articles.map(({ id }) => id)).toEqual([
    'a',
    'b',
    'c',
    'd/خبر-1',
    'e/خبر-1',
    'f/خبر-1',
    'g',
    'h',
  ]);
  for (const { blocks } of articles)
    expect(blocks.map(({ text }) => text)).toEqual(['تیتر', 'متن.']);
  expect(articles.find(({ id }) => id === 'g')?.date).toBe('2024-08-02');
});

test('entries of two feeds that have the same guid are two articles', async () => {
  const folder = temporaryFolder();
  for (const name of ['سانا.xml', 'فارس.rss']) {
    const entry = `<item><guid>1</guid><title>${name}</title><description>متن.</description></item>`;
    writeFileSync(join(folder, name), `<rss version="2.0"><channel>${entry}</channel></rss>`);
  }
  const { files } = await listCorpus([folder]);
  const read = await Promise.all(files.map(readWholeFile));
  const ids = read.flatMap(({ articles }) => articles.map(({ article }) => article.id));
  expect(ids).toEqual(['سانا/1', 'فارس/1']);
});

test('a damaged file is refused with its reason, whatever its kind', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.md'), '---\ntitle: یک\n  date: "دو\n---\nمتن.');
  writeFileSync(join(folder, 'b.html'), '<div>'.repeat(3000));
  writeFileSync(join(folder, 'c.xml'), '<rss version="2.0"><channel><title>سانا</title>');
  writeFileSync(join(folder, 'd.html'), Buffer.from([0x3c, 0x70, 0x3e, 0xe9, 0xe8, 0xea]));
  const { files } = await listCorpus([folder]);
  const read = await Promise.all(files.map(readWholeFile));
  expect(read.flatMap(({ articles }) => articles)).toEqual([]);
  expect(read.map(({ refusals }) => refusals.map(({ reason }) => reason))).toEqual([
    [expect.stringContaining('front matter: ')],
    [expect.stringContaining('nested 300')],
    ['the feed is cut off: </rss> is missing'],
    ['not UTF-8 text (save the file as UTF-8)'],
  ]);
});

test('a page, feed or text of more than 10 MB is refused by its size, and is not read', async () => {
  const folder = temporaryFolder();
  for (const name of ['a.html', 'b.xml', 'c.txt']) {
    writeFileSync(join(folder, name), '');
    truncateSync(join(folder, name), 10_000_001);
  }
  const { files } = await listCorpus([folder]);
  const read = await Promise.all(files.map(readWholeFile));
  expect(read.flatMap(({ refusals }) => refusals.map(({ reason }) => reason))).toEqual([
    '10000001 bytes: at most 10000000 are read',
    '10000001 bytes: at most 10000000 are read',
    '10000001 bytes: at most 10000000 are read',
  ]);
});

test('what the system does not let be read may be tried again, what is wrong in itself may not', async () => {
  const folder = temporaryFolder();
  for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), '');
  const { files } = await listCorpus([folder]);
  rmSync(join(folder, 'a.txt'));
  mkdirSync(join(folder, 'a.txt'));
  const read = await Promise.all(files.map(readWholeFile));
  expect(read.flatMap(({ refusals }) => refusals.map(({ again }) => again))).toEqual([
    true,
    undefined,
  ]);
});

test('a path that does not exist, or is of another kind, is named', async () => {
  const folder = temporaryFolder();
  const pdf = join(folder, 'a.pdf');
  writeFileSync(pdf, '');
  await expect(checkCorpus([join(folder, 'none')])).rejects.toThrow(
    `corpus ${folder}/none: does not exist`,
  );
  await expect(checkCorpus([pdf])).rejects.toThrow('not a folder or a file of .txt, .jsonl, .md');
  await expect(checkCorpus([folder])).resolves.toBeUndefined();
});

test.each(['example.org/rss', 'www.example.org', 'example.org:8080/rss'])(
  'a place that looks like a host is told how a URL begins: %s',
  async (given) => {
    await expect(checkCorpus([given])).rejects.toThrow(
      'does not exist (a URL begins with https://)',
    );
  },
);

test.each(['news.txt', 'folder/news', '/nowhere'])(
  'a path is told no such thing: %s',
  async (given) => {
    await expect(checkCorpus([given])).rejects.toThrow(/does not exist$/u);
  },
);

test.runIf(process.platform === 'linux')(
  'what is neither a file nor a folder is refused, whatever its name, and never opened',
  async () => {
    const folder = temporaryFolder();
    const pipe = join(folder, 'لوله.jsonl');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    symlinkSync('/dev/zero', join(folder, 'صفر.txt'));
    writeFileSync(join(folder, 'خبر.txt'), 'تیتر\n\nمتن.');
    const { files, refusals } = await listCorpus([folder]);
    expect(files.map(({ name }) => name)).toEqual(['خبر.txt']);
    const reason = 'not a regular file';
    expect(refusals).toEqual([
      { file: pipe, line: null, reason },
      { file: join(folder, 'صفر.txt'), line: null, reason },
    ]);
    await expect(checkCorpus([pipe])).rejects.toThrow(`corpus ${pipe}: ${reason}`);
    expect((await listCorpus([pipe])).refusals).toEqual([{ file: pipe, line: null, reason }]);
  },
);

test('a path that has gone missing is refused, and the others are listed', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), 'متن');
  const { files, refusals } = await listCorpus([join(folder, 'none'), folder]);
  expect(files.map(({ name }) => name)).toEqual(['a.txt']);
  expect(refusals).toEqual([{ file: join(folder, 'none'), line: null, reason: 'does not exist' }]);
});

test('a file that two paths hold is named by the first', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below', 'a.txt'), 'متن');
  const { files } = await listCorpus([folder, join(folder, 'below')]);
  expect(files.map(({ name }) => name)).toEqual(['below/a.txt']);
});

test('a file that is not UTF-8 is refused with the line of the first bad byte', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'a.txt'),
    Buffer.concat([Buffer.from('یک\nدو\n'), Buffer.from([0xc7, 0xe1])]),
  );
  const [file] = (await listCorpus([folder])).files;
  const { articles, refusals } = await readWholeFile(file as NonNullable<typeof file>);
  expect(articles).toEqual([]);
  expect(refusals).toEqual([
    { file: join(folder, 'a.txt'), line: 3, reason: 'not UTF-8 text (save the file as UTF-8)' },
  ]);
});

test('a byte order mark is no part of the headline', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), '\ufeffتیتر\r\n\r\nمتن.');
  const [file] = (await listCorpus([folder])).files;
  const { articles } = await readWholeFile(file as NonNullable<typeof file>);
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

test('a folder that links back to itself is read once', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below', 'a.txt'), 'متن');
  symlinkSync('.', join(folder, 'loop'));
  symlinkSync('..', join(folder, 'below', 'up'));
  const { files, refusals } = await listCorpus([folder]);
  expect(files.map(({ name }) => name)).toEqual(['below/a.txt']);
  expect(refusals).toEqual([]);
});

test('what two ways lead to is listed by the shorter one, or by the one without a link', async () => {
  const folder = temporaryFolder();
  for (const below of ['a/deep', 'z']) mkdirSync(join(folder, below), { recursive: true });
  writeFileSync(join(folder, 'a/deep/far.txt'), 'متن');
  writeFileSync(join(folder, 'z/news.txt'), 'متن');
  symlinkSync('a/deep/far.txt', join(folder, 'near.txt'));
  symlinkSync('z', join(folder, 'link'));
  symlinkSync('news.txt', join(folder, 'z/copy.txt'));
  const { files } = await listCorpus([folder]);
  expect(files.map(({ name }) => name)).toEqual(['near.txt', 'z/news.txt']);
});

/** Bytes of a text in which `~` is the first half of a letter, as a program that counts bytes leaves it. */
function cutBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text), (byte) => (byte === 0x7e ? 0xd8 : byte));
}

async function readOne(name: string, text: string) {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, cutBytes(text));
  const { articles, refusals } = await readWholeFile({ path, name, stamp: '' });
  return {
    texts: articles.map(({ article }) => article.blocks.map((block) => block.text)),
    reasons: refusals.map(({ reason }) => reason),
  };
}

test('a letter that is cut in a page or feed is no matter where it is in no article, and else told', async () => {
  const page = (description: string, text: string) =>
    `<html><head><meta charset="utf-8"><meta name="description" content="${description}"></head><body><h1>بارش برف</h1><p>${text}</p></body></html>`;
  const text = 'برف راه‌های کوهستانی را بست.';
  const damaged = 'برف ~ راه‌های کوهستانی را بست.';
  const lost =
    '«بارش برف»: letters of its text are no UTF-8 and were lost: «برف \ufffd راه‌های کوهستانی را بست.»';
  expect(await readOne('a.html', page('برف راه‌ه~', text))).toEqual({
    texts: [['بارش برف', text]],
    reasons: [],
  });
  expect(await readOne('a.html', page('برف', damaged))).toEqual({ texts: [], reasons: [lost] });
  const entry = (id: number, words: string) =>
    `<item><guid>${id}</guid><title>بارش برف</title><description>${words}</description></item>`;
  const feed = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>نمونه</title><description>خبر~</description>${entry(1, text)}${entry(2, damaged)}</channel></rss>`;
  expect(await readOne('a.xml', feed)).toEqual({ texts: [['بارش برف', text]], reasons: [lost] });
  expect((await readOne('a.txt', `بارش برف\n\n${damaged}`)).reasons).toEqual([
    'not UTF-8 text (save the file as UTF-8)',
  ]);
});
