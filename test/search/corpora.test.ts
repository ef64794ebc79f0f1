import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { ownedBy } from '../../src/search/opensearch/corpora.js';

const at = (...parts: readonly string[]) => ['', ...parts].join(sep);
const NEWS = at('srv', 'news');
const MORE = at('srv', 'more');

test('a corpus has the files under its paths, and the paths themselves, whoever else has them', () => {
  const owns = ownedBy('a', [NEWS], { b: [NEWS] });
  expect(owns(NEWS)).toBe(true);
  expect(owns(at('srv', 'news', 'a.txt'))).toBe(true);
  expect(owns(at('srv', 'newspaper', 'a.txt'))).toBe(false);
  expect(owns(at('srv', 'a.txt'))).toBe(false);
  expect(ownedBy('a', [sep], {})(at('srv', 'a.txt'))).toBe(true);
});

test('it has those under the paths that it had before, unless another has them', () => {
  const file = at('srv', 'more', 'a.txt');
  expect(ownedBy('a', [NEWS], { a: [NEWS, MORE] })(file)).toBe(true);
  expect(ownedBy('a', [NEWS], { a: [NEWS, MORE], b: [at('srv')] })(file)).toBe(false);
  expect(ownedBy('a', [NEWS], { b: [MORE] })(file)).toBe(false);
  expect(ownedBy('a', [NEWS], {})(file)).toBe(false);
});
