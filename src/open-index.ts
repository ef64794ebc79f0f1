import { Encoder } from './models/encoder.js';
import { keptPack } from './models/kept-packs.js';
import type { Pack } from './models/pack.js';
import type { Engine } from './search/engine.js';
import { type EngineSettings, openEngine, servingSpaceIn } from './search/open-engine.js';

/** What questions are encoded and searched with: an index as one pack's vectors see it. */
export interface OpenIndex {
  readonly pack: Pack;
  readonly engine: Engine;
  readonly embeddings: Encoder;
  /** Runs while nothing closes it. */
  use<Result>(run: (index: OpenIndex) => Promise<Result>): Promise<Result>;
  /** Closes it when nothing uses it any more. */
  close(): Promise<void>;
}

/**
 * The pack that an index answers with: the program's own, or, until all is encoded anew with that,
 * the one that its vectors were made with.
 *
 * @param folder - the data folder, where that is kept
 */
export async function answeringPack(
  settings: EngineSettings,
  folder: string,
  own: Pack,
): Promise<Pack> {
  const serving = await servingSpaceIn(settings);
  if (serving === null || own.fingerprint.startsWith(serving)) return own;
  return (await keptPack(folder, serving)) ?? own;
}

/** Opens an index and loads what questions need; where that fails, nothing of it stays open. */
export async function openReadyIndex(settings: EngineSettings, pack: Pack): Promise<OpenIndex> {
  const index = await openIndex(settings, pack);
  try {
    await index.engine.ready();
    return index;
  } catch (error) {
    await index.close();
    throw error;
  }
}

/** Opens an index as a pack's vectors see it. The encoder loads meanwhile. */
export async function openIndex(settings: EngineSettings, pack: Pack): Promise<OpenIndex> {
  const engine = await openEngine(settings, pack);
  const embeddings = new Encoder(pack);
  const running = new Set<Promise<unknown>>();
  const index: OpenIndex = {
    pack,
    engine,
    embeddings,
    use(run) {
      const result = run(index);
      const settled = result.then(
        () => {},
        () => {},
      );
      running.add(settled);
      void settled.then(() => running.delete(settled));
      return result;
    },
    async close() {
      await Promise.all(running);
      try {
        await engine.close();
      } finally {
        await embeddings.close();
      }
    },
  };
  return index;
}
