import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { matchExpression } from '../../src/search/embedded/match.js';
import type { Phrase } from '../../src/search/engine.js';

const HOLDING: Readonly<Record<string, number>> = { سال: 9000, بازی: 8000, المپیک: 400, توکیو: 20 };
const passagesWith = (phrase: Phrase) => Math.min(...phrase.map((part) => HOLDING[part] ?? 0));

const expression = (...words: readonly string[]) =>
  matchExpression(
    words.map((word) => [[word]]),
    passagesWith,
  );

test('where few passages are to be ranked, any term finds a passage', () => {
  expect(expression('بازی', 'المپیک')).toBe('"المپیک" OR "بازی"');
});

test('terms that stand everywhere rank the passages that rarer terms find', () => {
  expect(expression('سال', 'بازی', 'المپیک', 'توکیو')).toBe(
    '("توکیو" OR "المپیک" OR "بازی") AND ("توکیو" OR "المپیک" OR "بازی" OR "سال")',
  );
});

test('a term that stands everywhere still finds passages where it is the rarest', () => {
  const passages = matchExpression([[['سال']], [['ماه']]], () => 90_000);
  expect(passages).toBe('("سال") AND ("سال" OR "ماه")');
});

test('where few of those that match are ranked, every term finds a passage', () => {
  expect(matchExpression([[['سال']], [['توکیو']]], () => 90_000, 'all')).toBe('"سال" OR "توکیو"');
});

test('a term is as frequent as its spellings together', () => {
  const spellings = [[['المپیک'], ['بازی'], ['سال', 'بازی']], [['توکیو']]];
  expect(matchExpression(spellings, passagesWith)).toBe(
    '("توکیو") AND ("توکیو" OR "المپیک" OR "بازی" OR "سال بازی")',
  );
});

test('no term, or none with a letter, finds nothing', () => {
  expect(matchExpression([], passagesWith)).toBeNull();
  expect(matchExpression([[], [['']]], passagesWith)).toBeNull();
});

test('SQLite takes the expression, whatever stands in a term', () => {
  const database = new Database(':memory:');
  database.exec(
    "CREATE VIRTUAL TABLE keyword USING fts5 (terms); INSERT INTO keyword VALUES ('ا ب')",
  );
  const found = (terms: readonly (readonly Phrase[])[]) =>
    database
      .prepare('SELECT count(*) FROM keyword WHERE keyword MATCH ?')
      .pluck()
      .get(matchExpression(terms, () => 90_000) ?? '');
  expect(found([[['ا']], [['ب']], [['NEAR("'], ['*) OR terms:ا']]])).toBe(1);
  database.close();
});
