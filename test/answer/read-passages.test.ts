import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReadingContext } from '../../src/answer/ask.js';
import { readBackground } from '../../src/answer/background.js';
import { readCalibration } from '../../src/answer/confidence.js';
import { readPassages } from '../../src/answer/read-passages.js';
import { readConfig } from '../../src/config.js';
import { Encoder } from '../../src/models/encoder.js';
import { readPack } from '../../src/models/pack.js';
import { openReader } from '../../src/models/reader.js';
import { openEmbeddedEngine } from '../../src/search/embedded/engine.js';
import type { StoredPassage } from '../../src/search/engine.js';
import { passage } from '../support/passage.js';

const IN_NORWAY = 'نخست وزیر نروژ گفت صادرات گاز این کشور امسال 12 درصد افزایش یافته است.';
const IN_MEXICO = 'نخست وزیر مکزیک گفت صادرات گاز این کشور امسال 30 درصد افزایش یافته است.';

const seen: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'mostanad-read-'));
let context: ReadingContext;
let close: () => Promise<unknown>;
beforeAll(async () => {
  const pack = await readPack(readConfig({}).packFolder);
  const [reader, embeddings] = [openReader(pack), new Encoder(pack)];
  const engine = openEmbeddedEngine(folder, pack);
  const listening = {
    ...reader,
    read: (...[question, passages]: Parameters<typeof reader.read>) => {
      seen.push(...passages.map(({ text }) => text));
      return reader.read(question, passages);
    },
  };
  const [background, calibration] = [await readBackground(pack), await readCalibration(pack)];
  context = { engine, embeddings, reader: listening, background, calibration };
  close = () => Promise.all([reader.close(), embeddings.close(), engine.close()]);
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

function foundIn(passages: readonly StoredPassage[]) {
  const candidates = passages.map((one) => ({
    passage: one,
    cosine: 0.9,
    keyword: 10,
    score: 1,
  }));
  return { candidates, terms: [], vector: new Array<number>(384).fill(0.05) };
}

test('a passage of another country than the question names is not even read', async () => {
  const question = 'صادرات گاز نروژ چند درصد افزایش یافت؟';
  const found = foundIn([passage(IN_MEXICO), passage(IN_NORWAY)]);
  const evidence = await readPassages(context, { text: question, named: question }, found);
  expect(seen).toEqual([IN_NORWAY]);
  expect(evidence[0]?.quote).toBe(IN_NORWAY);
  expect(IN_NORWAY.slice(evidence[0]?.answer.start, evidence[0]?.answer.end)).toContain('12');
});
