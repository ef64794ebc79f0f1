import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { listCorpus } from '../../src/corpus/files.js';
import { termsOf } from '../../src/language/terms.js';
import type { Encoder } from '../../src/models/encoder.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import { type SyncSummary, sync } from '../../src/search/sync.js';
import { openEncoder } from '../support/bot.js';
import { temporaryFolder } from '../support/folders.js';

let encoder: Encoder;
beforeAll(async () => {
  encoder = await openEncoder();
});
afterAll(() => encoder.close());

/** The real encoder, counting the passages that it is given. */
class CountingEmbeddings extends Embeddings {
  encoded = 0;
  constructor() {
    super({});
  }
  override embedQuery(text: string): Promise<number[]> {
    return encoder.embedQuery(text);
  }
  override embedDocuments(texts: string[]): Promise<number[][]> {
    this.encoded += texts.length;
    return encoder.embedDocuments(texts);
  }
}

const row = (id: string, text: string) => JSON.stringify({ id, title: `خبر ${id}`, text });

/** A corpus of one file with two articles and one text file, and a function that syncs it. */
function corpus() {
  const folder = temporaryFolder();
  const data = temporaryFolder();
  const embeddings = new CountingEmbeddings();
  const news = join(folder, 'news.jsonl');
  const report = join(folder, 'report.txt');
  writeFileSync(news, [row('الف', 'متن یک.\n\nمتن دو.'), row('ب', 'متن سه.')].join('\n'));
  writeFileSync(report, 'گزارش\n\nمتن چهار.');
  const run = async (fingerprint = encoder.pack.fingerprint): Promise<SyncSummary> => {
    const { dimensions } = encoder.pack;
    const engine = openEmbeddedEngine(data, { fingerprint, dimensions });
    try {
      return await sync({ engine, embeddings }, [folder]);
    } finally {
      await engine.close();
    }
  };
  const paragraph = async (id: string, number: number) => {
    const engine = openEmbeddedEngine(data, encoder.pack);
    const text = await engine.paragraph(id, number);
    await engine.close();
    return text;
  };
  return { folder, data, news, report, embeddings, run, paragraph };
}

/** Writes a file so that its time stamp surely differs. */
function rewrite(path: string, content: string, second: number): void {
  writeFileSync(path, content);
  utimesSync(path, second, second);
}

test('a new corpus is indexed whole, and a second sync costs nothing', async () => {
  const { run, embeddings } = corpus();
  expect(await run()).toMatchObject({
    added: 3,
    changed: 0,
    removed: 0,
    unchanged: 0,
    passages: 4,
  });
  expect(embeddings.encoded).toBe(4);
  expect(await run()).toMatchObject({
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: 3,
    passages: 0,
  });
  expect(embeddings.encoded).toBe(4);
});

test('only the changed article of a changed file is encoded', async () => {
  const { run, news, embeddings, paragraph } = corpus();
  await run();
  rewrite(news, [row('الف', 'متن یک.\n\nمتن دو.'), row('ب', 'متن نو.')].join('\n'), 1000);
  expect(await run()).toMatchObject({
    added: 0,
    changed: 1,
    removed: 0,
    unchanged: 2,
    passages: 1,
  });
  expect(embeddings.encoded).toBe(5);
  expect(await paragraph('ب', 1)).toBe('متن نو.');
});

test('articles of a removed file, and articles taken out of a file, are removed', async () => {
  const { run, news, report, paragraph } = corpus();
  await run();
  rmSync(report);
  rewrite(news, row('ب', 'متن سه.'), 1000);
  expect(await run()).toMatchObject({ added: 0, changed: 0, removed: 2, unchanged: 1 });
  expect(await paragraph('report', 1)).toBeNull();
  expect(await paragraph('الف', 1)).toBeNull();
  expect(await paragraph('ب', 1)).toBe('متن سه.');
});

test('a bad line is refused by file, line and reason at every sync, and loses nothing', async () => {
  const { run, news, paragraph } = corpus();
  await run();
  rewrite(news, [row('الف', 'متن یک.\n\nمتن دو.'), '{"id": "ب", "title'].join('\n'), 1000);
  for (const _again of [1, 2]) {
    const { refusals, removed } = await run();
    expect(refusals).toEqual([
      { file: news, line: 2, reason: expect.stringContaining('not JSON') },
    ]);
    expect(removed).toBe(0);
  }
  expect(await paragraph('ب', 1)).toBe('متن سه.');
});

test('what is taken out of a file goes, also where an id in it is refused as one that another file has', async () => {
  const { run, folder, paragraph } = corpus();
  const other = join(folder, 'other.jsonl');
  const taken = row('الف', 'متن دیگر.');
  writeFileSync(other, [taken, row('پ', 'متن پنج.'), row('ت', 'متن شش.')].join('\n'));
  await run();
  rewrite(other, [taken, row('ت', 'متن شش.')].join('\n'), 1000);
  expect(await run()).toMatchObject({ removed: 1, kept: 0, refusals: [{ file: other, line: 1 }] });
  expect(await paragraph('پ', 1)).toBeNull();
  expect(await paragraph('ت', 1)).toBe('متن شش.');
});

test('what is taken out of a file goes, also where another line is bad: only what that names is kept', async () => {
  const { run, news, paragraph } = corpus();
  await run();
  rewrite(news, '{"title": "خبر ب", "id": "ب", "tex', 1000);
  for (const removed of [1, 0]) expect(await run()).toMatchObject({ removed, kept: 1 });
  expect(await paragraph('الف', 1)).toBeNull();
  expect(await paragraph('ب', 1)).toBe('متن سه.');
});

test('a bad line that names no article keeps one at most', async () => {
  const { run, news } = corpus();
  await run();
  rewrite(news, '{"tit', 1000);
  for (const removed of [1, 0]) {
    expect(await run()).toMatchObject({ removed, kept: 1, unchanged: 2 });
  }
});

test('a file of which nothing can be read keeps all that it gave', async () => {
  const { run, news } = corpus();
  await run();
  rewrite(news, '\ud800', 1000);
  writeFileSync(news, Buffer.from([0x3c, 0x70, 0x3e, 0xe9, 0xe8, 0xea]));
  expect(await run()).toMatchObject({ removed: 0, kept: 2, unchanged: 3 });
});

test('an id that another file has already is refused, naming both', async () => {
  const { run, folder, news } = corpus();
  const copy = join(folder, 'z-copy.jsonl');
  writeFileSync(copy, row('الف', 'متن دیگر.'));
  const { refusals, added } = await run();
  expect(added).toBe(3);
  expect(refusals).toEqual([
    { file: copy, line: 1, reason: `article id "الف" is already in ${news}` },
  ]);
});

test('of two files with one id the one that has it keeps it, though it is changed and comes later', async () => {
  const { run, folder, news, paragraph } = corpus();
  await run();
  const copy = join(folder, 'a-copy.jsonl');
  writeFileSync(copy, row('الف', 'متن دیگر.'));
  rewrite(news, [row('الف', 'متن تازه.'), row('ب', 'متن سه.')].join('\n'), 1);
  const { refusals, changed } = await run();
  expect(changed).toBe(1);
  expect(refusals).toEqual([
    { file: copy, line: 1, reason: `article id "الف" is already in ${news}` },
  ]);
  expect(await paragraph('الف', 1)).toBe('متن تازه.');
});

test('two folders with the same names are both answered from, and one that is away loses nothing to the other', async () => {
  const { data, embeddings, paragraph } = corpus();
  const [first, second] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(first, 'خبر.txt'), 'یک\n\nمتن نخست.');
  const run = async (...paths: readonly string[]) => {
    const engine = openEmbeddedEngine(data, encoder.pack);
    try {
      return await sync({ engine, embeddings }, paths);
    } finally {
      await engine.close();
    }
  };
  await run(first);
  writeFileSync(join(second, 'خبر.txt'), 'دو\n\nمتن دوم.');
  const both = await run(first, second);
  expect(both).toMatchObject({ added: 1, changed: 0, unchanged: 1, refusals: [] });
  expect(await paragraph('خبر', 1)).toBe('متن نخست.');
  renameSync(first, `${first}-away`);
  rewrite(join(second, 'خبر.txt'), 'دو\n\nمتن دوم، تازه.', 2);
  expect(await run(first, second)).toMatchObject({
    removed: 0,
    changed: 1,
    refusals: [{ file: first, line: null, reason: 'does not exist' }],
  });
  expect(await paragraph('خبر', 1)).toBe('متن نخست.');
  renameSync(`${first}-away`, first);
  expect(await run(first, second)).toMatchObject({ removed: 0, changed: 0, refusals: [] });
  expect(await paragraph('خبر', 1)).toBe('متن نخست.');
});

test('a renamed file keeps its articles, encodes nothing, and they stay at every later sync', async () => {
  const { run, news, folder, embeddings, paragraph } = corpus();
  await run();
  renameSync(news, join(folder, 'renamed.jsonl'));
  for (const _again of [1, 2, 3]) {
    expect(await run()).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 3 });
  }
  expect(embeddings.encoded).toBe(4);
  expect(await paragraph('ب', 1)).toBe('متن سه.');
});

test('an article that moves from one file to another stays', async () => {
  const { run, news, folder, paragraph } = corpus();
  await run();
  rewrite(news, row('الف', 'متن یک.\n\nمتن دو.'), 1000);
  writeFileSync(join(folder, 'other.jsonl'), row('ب', 'متن سه.'));
  expect(await run()).toMatchObject({ removed: 0, unchanged: 3 });
  rewrite(news, row('الف', 'متن تازه.'), 2000);
  expect(await run()).toMatchObject({ changed: 1, removed: 0 });
  expect(await paragraph('ب', 1)).toBe('متن سه.');
});

test('a sync that is ended while an article is between two files leaves nothing to refuse', async () => {
  const { run, news, folder, data } = corpus();
  await run();
  rewrite(news, row('الف', 'متن یک.\n\nمتن دو.'), 1000);
  writeFileSync(join(folder, 'other.jsonl'), row('ب', 'متن سه.'));
  const engine = openEmbeddedEngine(data, encoder.pack);
  const ended = { ...engine, assignArticles: () => Promise.reject(new Error('ended')) };
  const target = { engine: ended, embeddings: new CountingEmbeddings() };
  await expect(sync(target, [folder])).rejects.toThrow('ended');
  await engine.close();
  expect(await run()).toMatchObject({ refusals: [], removed: 0, unchanged: 3 });
});

test.each(['is ended before it is done', 'refuses a line of it'])(
  'a file that is put back with its old time is read again after a sync that %s',
  async (how) => {
    const { run, news, report, folder, data, paragraph } = corpus();
    const [was, wrote] = [row('ب', 'متن سه.'), 'گزارش\n\nمتن چهار.'];
    rewrite(news, was, 1000);
    rewrite(report, wrote, 1000);
    await run();
    rewrite(news, [row('ب', 'متن نو.'), row('پ', 'متن پنج.')].join('\n'), 2000);
    rmSync(report);
    if (how.startsWith('refuses')) {
      rewrite(news, [row('ب', 'متن نو.'), '{"id'].join('\n'), 2000);
      expect((await run()).refusals).toHaveLength(1);
    } else {
      const engine = openEmbeddedEngine(data, encoder.pack);
      const ended = { ...engine, removeFiles: () => Promise.reject(new Error('ended')) };
      const target = { engine: ended, embeddings: new CountingEmbeddings() };
      await expect(sync(target, [folder])).rejects.toThrow('ended');
      await engine.close();
    }
    expect(await paragraph('ب', 1)).toBe('متن نو.');
    expect(await paragraph('report', 1)).toBeNull();
    rewrite(news, was, 1000);
    rewrite(report, wrote, 1000);
    await run();
    expect(await paragraph('ب', 1)).toBe('متن سه.');
    expect(await paragraph('پ', 1)).toBeNull();
    expect(await paragraph('report', 1)).toBe('متن چهار.');
  },
);

test('what comes while others are encoded is found by its words before that ends, and what goes is gone', async () => {
  const { folder, news, report, data } = corpus();
  const engine = openEmbeddedEngine(data, encoder.pack);
  onTestFinished(() => engine.close());
  const many = Array.from({ length: 400 }, (_, at) => `متن ${at}.`).join('\n\n');
  writeFileSync(join(folder, 'long.txt'), `بلند\n\n${many}`);
  let time = 0;
  const seen: unknown[] = [];
  /** Changes the corpus in its first round, and looks at the index in each. */
  class Changing extends CountingEmbeddings {
    override async embedDocuments(texts: string[]): Promise<number[][]> {
      if (this.encoded === 0) {
        writeFileSync(join(folder, 'new.txt'), 'تازه\n\nزلزله در بندرعباس.');
        rewrite(news, [row('الف', 'متن یک.\n\nمتن دو.'), row('ب', 'متن نو.')].join('\n'), 1000);
        rmSync(report);
      }
      time += 60_000;
      const found = await engine.passages(
        (await engine.keyword([[termsOf('بندرعباس')]], 1)).map(({ id }) => id),
      );
      const paragraphs = [await engine.paragraph('report', 1), await engine.paragraph('ب', 1)];
      seen.push([found.map(({ articleId }) => articleId), ...paragraphs]);
      return super.embedDocuments(texts);
    }
  }
  const embeddings = new Changing();
  const target = { engine, embeddings };
  const summary = await sync(target, [folder], { now: () => time });
  const before = [[], 'متن چهار.', 'متن سه.'];
  const after = [['new'], null, 'متن نو.'];
  expect(seen).toEqual([before, before, after, after]);
  expect(summary).toMatchObject({ added: 4, changed: 0, removed: 0, unchanged: 0 });
  expect(await engine.withoutVectorCount()).toBe(0);
  expect(summary.passages).toBe(embeddings.encoded);
}, 60_000);

test('a sync that finds nothing to do writes nothing', async () => {
  const { run, data } = corpus();
  await run();
  const generation = () => {
    const database = new Database(join(data, 'index.sqlite'), { readonly: true });
    const value = database.prepare("SELECT value FROM meta WHERE key = 'generation'").pluck().get();
    database.close();
    return value;
  };
  const before = generation();
  await run();
  expect(generation()).toBe(before);
});

test('another model pack has everything encoded again', async () => {
  const { run, embeddings } = corpus();
  await run('pack-1');
  expect(await run('pack-2')).toMatchObject({ changed: 0, unchanged: 3, passages: 4 });
  expect(embeddings.encoded).toBe(8);
});

test('of two files of one name the one that was there first gets the name of its folder when the other comes, and loses it with it', async () => {
  const { data, embeddings, paragraph } = corpus();
  const [first, second] = [temporaryFolder(), temporaryFolder()];
  const [early, late] = [join(second, 'خبر.txt'), join(first, 'خبر.txt')];
  const run = async (): Promise<SyncSummary> => {
    const engine = openEmbeddedEngine(data, encoder.pack);
    try {
      return await sync({ engine, embeddings }, [first, second]);
    } finally {
      await engine.close();
    }
  };
  const apart = async () => {
    const { files } = await listCorpus([first, second]);
    return files.find(({ path }) => path === early)?.name.replace(/\.txt$/u, '') ?? '';
  };
  writeFileSync(early, 'دو\n\nمتن دوم.');
  await run();
  expect(await paragraph('خبر', 1)).toBe('متن دوم.');
  writeFileSync(late, 'یک\n\nمتن نخست.');
  expect(await run()).toMatchObject({ added: 1, changed: 1, removed: 0, refusals: [] });
  const named = await apart();
  expect(named).not.toBe('خبر');
  expect(await paragraph('خبر', 1)).toBe('متن نخست.');
  expect(await paragraph(named, 1)).toBe('متن دوم.');
  expect(await run()).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 2 });
  rmSync(late);
  expect(await run()).toMatchObject({ changed: 1, removed: 1, refusals: [] });
  expect(await paragraph('خبر', 1)).toBe('متن دوم.');
  expect(await paragraph(named, 1)).toBeNull();
});
