import { sep } from 'node:path';
import { MostanadError } from '../../errors.js';
import type { Connection } from './connection.js';
import { readDocuments } from './documents.js';
import type { Names } from './layout.js';
import { runScript } from './scripted.js';

const ID = 'corpora';
const CLAIM = `
  if (params.paths.equals(kept[params.owner])) {
    ctx.op = 'none';
  } else {
    kept[params.owner] = params.paths;
  }`;

/** The files and folders that the last sync of each data folder was of, by the folder's id. */
type Corpora = Readonly<Record<string, readonly string[]>>;

/** What is known of whose corpus is where. */
interface Owned {
  readonly connection: Connection;
  readonly names: Pick<Names, 'state'>;
  /** The id of the data folder. */
  readonly owner: string;
}

/**
 * Which files are a corpus's, so that what they gave goes when they are gone: those under its paths, and those
 * under paths that it had before, where these are in no other corpus.
 */
export async function ownership(
  { connection, names, owner }: Owned,
  paths: readonly string[],
): Promise<(file: string) => boolean> {
  const wanted = { index: names.state, id: ID, fields: ['sync'] };
  const [read] = await readDocuments<{ readonly sync: Corpora }>(connection, [wanted]);
  return ownedBy(owner, paths, read?._source.sync ?? {});
}

/** As `ownership`, of corpora that are known. */
export function ownedBy(
  owner: string,
  paths: readonly string[],
  { [owner]: before = [], ...others }: Corpora,
): (file: string) => boolean {
  const isHere = under(paths);
  const wasHere = under(before);
  const isElsewhere = under(Object.values(others).flat());
  return (file) => isHere(file) || (wasHere(file) && !isElsewhere(file));
}

/** Records which paths the corpus of a data folder is made of. */
export async function claim(
  { connection, names, owner }: Owned,
  paths: readonly string[],
): Promise<void> {
  if ((await runScript(connection, names, ID, CLAIM, { owner, paths })) !== null) return;
  const reason = 'too many record their paths at the same time';
  throw new MostanadError('busy', `OpenSearch ${connection.where}: ${reason}`);
}

/** Whether a file is one of these paths, or in one. */
function under(paths: readonly string[]): (file: string) => boolean {
  const folders = paths.map((path) => (path.endsWith(sep) ? path : path + sep));
  return (file) => paths.includes(file) || folders.some((folder) => file.startsWith(folder));
}
