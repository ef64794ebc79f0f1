import type { Engine, VectorSpace } from './engine.js';
import type { OpenSearchSettings } from './opensearch/settings.js';

/** Which engine holds the index, and where. Plain data: it goes to worker threads. */
export type EngineSettings =
  | { readonly kind: 'embedded'; readonly folder: string }
  | ({ readonly kind: 'opensearch' } & OpenSearchSettings);

/**
 * Opens an index for one vector space. An engine's code is loaded only where it is chosen.
 *
 * @throws MostanadError `storage` where the index cannot be used
 */
export async function openEngine(settings: EngineSettings, space: VectorSpace): Promise<Engine> {
  if (settings.kind === 'embedded') {
    const { openEmbeddedEngine } = await import('./embedded/engine.js');
    return openEmbeddedEngine(settings.folder, space);
  }
  const { openOpenSearchEngine } = await import('./opensearch/engine.js');
  return openOpenSearchEngine(settings, space);
}

/** The beginning of the fingerprint whose vectors an index answers from; null where it has none. */
export async function servingSpaceIn(settings: EngineSettings): Promise<string | null> {
  if (settings.kind === 'embedded') {
    const { servingSpaceIn } = await import('./embedded/engine.js');
    return servingSpaceIn(settings.folder);
  }
  const { servingSpaceOf } = await import('./opensearch/engine.js');
  return servingSpaceOf(settings);
}
