import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fetchedFolder } from './fetched.js';
import { openSources, type SourceStore, sourcesFile } from './store.js';

/**
 * All that the corpus is made of just now: the configured paths, the paths that were added, and the
 * folder of what was fetched.
 *
 * @throws MostanadError `storage` where the list of sources cannot be read
 */
export async function corpusPaths(
  configured: readonly string[],
  dataFolder: string,
): Promise<readonly string[]> {
  if (!existsSync(sourcesFile(dataFolder))) return configured;
  const sources = openSources(dataFolder);
  try {
    return await pathsWith(sources, configured, dataFolder);
  } finally {
    sources.close();
  }
}

/** The same with the list of sources open: for who looks again and again. */
export async function pathsWith(
  sources: Pick<SourceStore, 'list'>,
  configured: readonly string[],
  dataFolder: string,
): Promise<readonly string[]> {
  const added = sources.list().filter(({ kind }) => kind === 'path');
  // Were it missing, it would be refused at every sync.
  await mkdir(fetchedFolder(dataFolder), { recursive: true });
  return [...configured, ...added.map(({ place }) => place), fetchedFolder(dataFolder)];
}
