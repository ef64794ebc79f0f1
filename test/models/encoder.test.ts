import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Encoder } from '../../src/models/encoder.js';
import { readPack, readPackFile } from '../../src/models/pack.js';
import { createTokenizer } from '../../src/models/tokenizer.js';
import { openEncoder } from '../support/bot.js';
import { ROOT, temporaryFolder } from '../support/folders.js';

const MODELS = join(ROOT, 'models');
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

describe('the encoder that ships', () => {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await openEncoder();
  });
  afterAll(() => encoder.close());

  test('gives unit vectors of the pack’s dimensions', async () => {
    const vector = await encoder.embedQuery('رئیس جمهور سوریه کیست؟');
    expect(vector).toHaveLength(encoder.pack.dimensions);
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });

  test('a question lies nearer to the passage that answers it, in all three languages', async () => {
    const [answer = [], other = []] = await encoder.embedDocuments([
      'حجم تجارت دو کشور در نیمه اول سال ۳٫۵ برابر شد.',
      'بارش باران در شمال کشور از فردا آغاز می‌شود.',
    ]);
    for (const question of [
      'تجارت دو کشور چقدر رشد کرد؟',
      'How much did trade between the two countries grow?',
      'كم ازداد حجم التجارة بين البلدين؟',
    ]) {
      const vector = await encoder.embedQuery(question);
      expect(dot(vector, answer)).toBeGreaterThan(dot(vector, other));
    }
  });

  test('a text’s vector does not depend on what it is encoded with', async () => {
    const texts = ['کوتاه.', 'متنی که از آن یکی بلندتر است و چند واژه بیشتر دارد.', 'متن سوم'];
    const together = await encoder.embedDocuments(texts);
    for (const [at, text] of texts.entries()) {
      const [alone = []] = await encoder.embedDocuments([text]);
      expect(dot(alone, together[at] ?? [])).toBeCloseTo(1, 5);
    }
  });

  test('what stands beyond 512 tokens counts too', async () => {
    const long = 'نمایندگان دو کشور درباره همکاری گفت و گو کردند. '.repeat(80);
    const [plain = [], ended = []] = await encoder.embedDocuments([
      long,
      long + 'زلزله بم هزاران کشته داشت. '.repeat(40),
    ]);
    const quake = await encoder.embedQuery('زلزله بم چند کشته داشت؟');
    expect(dot(quake, ended)).toBeGreaterThan(dot(quake, plain) + 0.01);
  });

  test('empty and malformed texts are encoded like any other', async () => {
    const vectors = await encoder.embedDocuments([
      '',
      '\ud800',
      '\u0000',
      '\u202e',
      '😀'.repeat(9),
    ]);
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });
});

test('token ids are those of Python’s tokenizers', async () => {
  const pack = await readPack(MODELS);
  const { ids: tokenize } = createTokenizer(
    pack,
    readFileSync(join(MODELS, 'tokenizer.json'), 'utf8'),
  );
  const fixture = join(ROOT, 'test/models/token-ids.json');
  const expected: Record<string, number[]> = JSON.parse(readFileSync(fixture, 'utf8'));
  expect(Object.keys(expected).length).toBeGreaterThan(20);
  for (const [text, ids] of Object.entries(expected))
    expect([text, tokenize(text)]).toEqual([text, ids]);
});

test('a letter written as a base and a mark is read as the letter, and its place is both', async () => {
  const pack = await readPack(MODELS);
  const { tokens } = createTokenizer(pack, readFileSync(join(MODELS, 'tokenizer.json'), 'utf8'));
  const whole = 'در آلمان مسئول شد، قرآن و مبدأ';
  const apart = whole.normalize('NFD');
  expect(apart.length).toBeGreaterThan(whole.length);
  const [read, readApart] = [tokens(whole), tokens(apart)];
  expect(readApart.ids).toEqual(read.ids);
  const words = readApart.places.map(({ start, end }) => apart.slice(start, end).normalize('NFC'));
  expect(words).toEqual(read.places.map(({ start, end }) => whole.slice(start, end)));
});

describe('a pack that is not as it should be', () => {
  const copy = () => {
    const folder = temporaryFolder();
    cpSync(MODELS, folder, { recursive: true });
    return folder;
  };

  test('a damaged model is named when it is loaded, with both hashes', async () => {
    const folder = copy();
    const path = join(folder, 'encoder.onnx');
    const bytes = readFileSync(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const encoder = new Encoder(await readPack(folder));
    await expect(encoder.embedQuery('سلام')).rejects.toThrow(
      /encoder\.onnx is damaged: its SHA-256 is [0-9a-f]{12}…, pack\.json says [0-9a-f]{12}…/,
    );
    await encoder.close();
  });

  test('a changed threshold is noticed', async () => {
    const folder = copy();
    const path = join(folder, 'confidence.json');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/"threshold": 0\.\d+/u, '"threshold": 0'),
    );
    const pack = await readPack(folder);
    await expect(readPackFile(pack, 'confidence.json')).rejects.toThrow(
      /confidence\.json is damaged/,
    );
  });

  test('a missing tokenizer is named', async () => {
    const folder = copy();
    rmSync(join(folder, 'tokenizer.json'));
    const pack = await readPack(folder);
    await expect(readPackFile(pack, 'tokenizer.json')).rejects.toThrow(
      /tokenizer\.json cannot be read/,
    );
  });

  test('a missing or damaged description is named', async () => {
    await expect(readPack(temporaryFolder())).rejects.toThrow(/pack\.json cannot be read/);
    const folder = copy();
    writeFileSync(join(folder, 'pack.json'), '{"name": "x"}');
    await expect(readPack(folder)).rejects.toThrow(/pack\.json is damaged/);
  });
});
