import { fetchedFolder } from '../../corpus/sources/fetched.js';
import type { Engine } from '../engine.js';

/** Begins no absolute path. */
const MARK = '@';

/**
 * Has an engine keep the files that were fetched into a data folder by the folder's id, not by its path: that
 * may well be the same on another machine, and what is in it never is.
 *
 * @param folder - the data folder, as an absolute path
 * @param id - what no other data folder has
 */
export function withPlaces(engine: Engine, folder: string, id: string): Engine {
  const [here, there] = [fetchedFolder(folder), MARK + id];
  const stored = (path: string) => moved(path, here, there);
  const told = (name: string) => moved(name, there, here);
  return {
    ...engine,
    async ownership(paths) {
      const owns = await engine.ownership(paths.map(stored));
      return (file) => owns(stored(file));
    },
    claim: (paths) => engine.claim(paths.map(stored)),
    async knownFiles() {
      return (await engine.knownFiles()).map((file) => ({ ...file, path: told(file.path) }));
    },
    async knownArticles() {
      return (await engine.knownArticles()).map((one) => ({ ...one, file: told(one.file) }));
    },
    putArticle: (indexed) => engine.putArticle({ ...indexed, file: stored(indexed.file) }),
    assignArticles: (places) =>
      engine.assignArticles(places.map(({ id, file }) => ({ id, file: stored(file) }))),
    putFiles: (files) =>
      engine.putFiles(files.map(({ path, stamp }) => ({ path: stored(path), stamp }))),
    // The version before knew fetched files by their paths: what it left goes too.
    removeFiles: (paths) =>
      engine.removeFiles([...new Set(paths.flatMap((path) => [stored(path), path]))]),
    async article(id) {
      const found = await engine.article(id);
      if (found === null) return null;
      const { indexed, vectors } = found;
      return { indexed: { ...indexed, file: told(indexed.file) }, vectors };
    },
  };
}

/** A path below another folder, where it is in the first. */
function moved(path: string, from: string, to: string): string {
  const isIn = path === from || path.startsWith(`${from}/`) || path.startsWith(`${from}\\`);
  return isIn ? to + path.slice(from.length) : path;
}
