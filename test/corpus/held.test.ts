import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Article } from '../../src/corpus/article.js';
import { keepArticle } from '../../src/corpus/sources/fetched.js';
import { heldIn, linkOf } from '../../src/corpus/sources/held.js';
import { contentOf } from '../../src/corpus/sources/same-entry.js';
import { temporaryFolder } from '../support/folders.js';

function article(id: string, url: string): Article {
  const blocks = [{ paragraph: 0, role: 'headline' as const, text: `خبر ${id}` }];
  return { id, title: `خبر ${id}`, date: null, source: null, url, category: null, blocks };
}

async function keep(folder: string, name: string, url: string): Promise<void> {
  const one = article(name, url);
  await keepArticle(folder, { name, article: one, content: contentOf(one), mark: null });
}

const held = (folder: string) => heldIn(folder, contentOf);
const linksIn = async (folder: string) =>
  Object.fromEntries((await held(folder)).map(({ name, link }) => [name, link]));
const link = (url: string) => linkOf({ url });

/** The files of a folder by their names. */
const filesIn = (folder: string) =>
  readdirSync(folder).map((name) => ({ name, path: join(folder, name) }));

test('only files that changed are read again', async () => {
  const folder = temporaryFolder();
  await keep(folder, 'a', 'https://news.example/1');
  await keep(folder, 'b', 'https://news.example/2');
  const path = join(folder, 'a.jsonl');
  utimesSync(path, 1000, 1000);
  const known = await held(folder);
  expect(known).toMatchObject([
    { name: 'a', link: link('https://news.example/1') },
    { name: 'b', link: link('https://news.example/2') },
  ]);
  // It has no article any more, but looks as it did.
  writeFileSync(path, ' '.repeat(statSync(path).size));
  utimesSync(path, 1000, 1000);
  expect(await held(folder)).toEqual(known);
  await keep(folder, 'b', 'https://news.example/3');
  await keep(folder, 'c', 'https://news.example/4');
  expect(await linksIn(folder)).toEqual({
    a: link('https://news.example/1'),
    b: link('https://news.example/3'),
    c: link('https://news.example/4'),
  });
});

test('an article that is gone, or damaged, is held no more', async () => {
  const folder = temporaryFolder();
  for (const name of ['a', 'b', 'c']) await keep(folder, name, `https://news.example/${name}`);
  expect(Object.keys(await linksIn(folder))).toEqual(['a', 'b', 'c']);
  rmSync(join(folder, 'a.jsonl'));
  writeFileSync(join(folder, 'b.jsonl'), '{"id": half');
  expect(Object.keys(await linksIn(folder))).toEqual(['c']);
});

test('a file that cannot be written whole leaves nothing behind', async () => {
  const folder = temporaryFolder();
  // A folder stands in its way.
  mkdirSync(join(folder, 'a.jsonl'));
  await expect(keep(folder, 'a', 'https://news.example/1')).rejects.toThrow('EISDIR');
  expect(readdirSync(folder)).toEqual(['a.jsonl']);
});

test.each(['', '{', 'null', '[null]', '{"a":1}'])(
  'what it remembers reads %j, and the files are read again',
  async (text) => {
    const folder = temporaryFolder();
    await keep(folder, 'a', 'https://news.example/1');
    await held(folder);
    const hidden = filesIn(folder).filter(({ name }) => !name.endsWith('.jsonl'));
    expect(hidden).toHaveLength(1);
    for (const { name, path } of hidden) {
      expect(name.startsWith('.')).toBe(true);
      writeFileSync(path, text);
    }
    expect(await linksIn(folder)).toEqual({ a: link('https://news.example/1') });
  },
);
