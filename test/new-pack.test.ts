import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.js';
import { readPack } from '../src/models/pack.js';
import { openMostanad } from '../src/mostanad.js';
import { servingSpaceIn } from '../src/search/embedded/engine.js';
import { ROOT, temporaryFolder } from './support/folders.js';

const QUESTION = 'چه درصدی از خاک سوریه در کنترل دولت است؟';

/** The shipped pack in another folder, of another fingerprint: it takes one token less. */
function anotherPack(): string {
  const folder = join(temporaryFolder(), 'models');
  cpSync(join(ROOT, 'models'), folder, { recursive: true });
  const path = join(folder, 'pack.json');
  const pack = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...pack, maxTokens: pack.maxTokens - 1 }));
  return folder;
}

/** A data folder that was indexed with the shipped pack, and configurations for both packs. */
async function indexed() {
  const data = temporaryFolder();
  const config = readConfig({ corpus: [join(ROOT, 'corpus')], data });
  const bot = await openMostanad(config);
  await bot.sync();
  const answer = await bot.ask(QUESTION);
  await bot.close();
  const other = { ...config, packFolder: anotherPack() };
  const [shipped, next] = [await readPack(config.packFolder), await readPack(other.packFolder)];
  return { data, other, answer, shipped, next };
}

test('a new model pack encodes behind the questions, which the old vectors answer until then', async () => {
  const { data, other, answer, shipped, next } = await indexed();
  const bot = await openMostanad(other);
  expect(shipped.fingerprint).toContain(servingSpaceIn(data));
  let done = false;
  const syncing = bot.sync({ behind: true }).finally(() => {
    done = true;
  });
  let asked = 0;
  while (!done) {
    const { answered, citations } = await bot.ask(QUESTION);
    expect({ answered, citations }).toEqual({ answered: true, citations: answer.citations });
    asked += 1;
    await pause(100);
  }
  expect(await syncing).toMatchObject({ added: 0, changed: 0, unchanged: 1, passages: 21 });
  expect(asked).toBeGreaterThan(0);
  expect(next.fingerprint).toContain(servingSpaceIn(data));
  expect(readdirSync(join(data, 'encoders'))).toEqual([next.fingerprint.slice(0, 16)]);
  expect((await bot.ask(QUESTION)).citations).toEqual(answer.citations);
  await bot.close();
}, 120_000);

test('where the old encoder is gone, questions are answered by words until all is encoded anew', async () => {
  const { data, other, answer } = await indexed();
  rmSync(join(data, 'encoders'), { recursive: true });
  const bot = await openMostanad(other);
  expect((await bot.search(QUESTION, 3)).candidates[0]?.passage.paragraph).toBe(16);
  await bot.sync();
  expect((await bot.ask(QUESTION)).citations).toEqual(answer.citations);
  await bot.close();
}, 120_000);
