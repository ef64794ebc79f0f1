import { type CorpusFile, type CorpusListing, listCorpus } from '../corpus/files.js';

/** Raised when articles, passages, terms or signatures are made in another way: all is then read anew. */
export const INDEX_VERSION = 3;

/**
 * The files of a corpus, with stamps that change with the file, with how files are read, and with the
 * file's name: its article has another id then.
 *
 * @param known - the stamps of the files that the index holds, by path
 */
export async function listFiles(
  paths: readonly string[],
  known: ReadonlyMap<string, string>,
): Promise<CorpusListing> {
  const { files, refusals } = await listCorpus(paths);
  const named = refusals.length === 0 ? files : files.map((file) => stillApart(file, known));
  return {
    refusals,
    files: named.map((file) => ({ ...file, stamp: `${file.stamp}:${INDEX_VERSION}:${file.name}` })),
  };
}

/**
 * A file that was named after its folder, because another has its name, keeps that while something
 * cannot be looked into: the other may be there.
 */
function stillApart(file: CorpusFile, known: ReadonlyMap<string, string>): CorpusFile {
  const stamp = known.get(file.path) ?? '';
  const [, name = ''] = /^[^:]*:[^:]*:[^:]*:(.*)$/su.exec(stamp) ?? [];
  return name.endsWith(`/${file.name}`) ? { ...file, name } : file;
}
