import type { EngineSettings } from '../search/open-engine.js';
import { openLocalMemory } from './local.js';
import { openLocalTables } from './local-tables.js';
import type { Memory } from './port.js';
import type { RecordTables } from './tables.js';

/**
 * Opens what chats remember: where the index is. On a cluster any process may answer any button and go on
 * with any conversation; the inbox stays in the data folder.
 *
 * @param onFailure - told why what is over could not be removed from a cluster; it is tried again
 * @throws MostanadError `storage` where the folder or the cluster cannot be used
 */
export async function openMemory(
  engine: EngineSettings,
  dataFolder: string,
  onFailure: (cause: unknown) => void,
): Promise<Memory> {
  if (engine.kind === 'embedded') return openLocalMemory(dataFolder);
  // What it holds of a time without the cluster is forgotten in its time too.
  const { inbox, close } = openLocalMemory(dataFolder);
  try {
    const { openClusterMemory } = await import('./cluster/open.js');
    const shared = await openClusterMemory(engine, onFailure);
    return { ...shared, inbox, close: () => shared.close().finally(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens the records as a whole, where they are with this engine. Conversations are none: they are over in half
 * an hour; nor is the inbox, which stays in the data folder.
 *
 * @throws MostanadError `storage` where the folder or the cluster cannot be used
 */
export async function openTables(engine: EngineSettings): Promise<RecordTables> {
  if (engine.kind === 'embedded') return openLocalTables(engine.folder);
  const { openClusterTables } = await import('./cluster/tables.js');
  return openClusterTables(engine);
}
