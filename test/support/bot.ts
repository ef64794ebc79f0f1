import { readConfig } from '../../src/config.js';
import { Encoder } from '../../src/models/encoder.js';
import { readPack } from '../../src/models/pack.js';
import { type Mostanad, openMostanad } from '../../src/mostanad.js';

/** The model pack that ships. */
const PACK_FOLDER = readConfig({}).packFolder;

/** The encoder that ships; the caller closes it. */
export async function openEncoder(): Promise<Encoder> {
  return new Encoder(await readPack(PACK_FOLDER));
}

/** The whole bot over a corpus, indexed; the caller closes it. */
export async function openBot(corpus: readonly string[], data: string): Promise<Mostanad> {
  const bot = await openMostanad(readConfig({ corpus, data }));
  await bot.sync();
  return bot;
}
