import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAlone } from '../../src/answer/read-alone.js';
import { readConfig } from '../../src/config.js';
import { readPack } from '../../src/models/pack.js';
import { openReader, type Reader } from '../../src/models/reader.js';

let reader: Reader;
beforeAll(async () => {
  reader = openReader(await readPack(readConfig({}).packFolder));
});
afterAll(() => reader.close());

const QUESTION = 'دولت سوریه بر چند درصد از خاک کشور کنترل دارد؟';
const ANSWERS = 'دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد.';
const BESIDE = 'دولت سوریه از مردم روسیه به خاطر کمک‌های بشردوستانه تشکر کرد.';

test('a quote that answers by itself stands above "no answer", its neighbour below, in their order', async () => {
  const [beside = 0, answers = 0] = await readAlone(reader, QUESTION, [BESIDE, ANSWERS]);
  expect(answers).toBeGreaterThan(0);
  expect(beside).toBeLessThan(0);
});

test('a quote is read the same beside another as by itself', async () => {
  const [, together = 0] = await readAlone(reader, QUESTION, [BESIDE, ANSWERS]);
  const [alone = 0] = await readAlone(reader, QUESTION, [ANSWERS]);
  expect(alone).toBeCloseTo(together, 1);
});

test('no quotes, nothing read', async () => {
  expect(await readAlone(reader, QUESTION, [])).toEqual([]);
});
