import { connect } from '../../search/opensearch/connection.js';
import { readDocuments } from '../../search/opensearch/documents.js';
import { type Found, openSearches } from '../../search/opensearch/searches.js';
import type { OpenSearchSettings } from '../../search/opensearch/settings.js';
import { type Write, write } from '../../search/opensearch/writes.js';
import type { KeptAnswer, KeptReply, KeptVerdict, RecordTables, Table } from '../tables.js';
import { judgedMark, verdictDocument } from './answers.js';
import { type ChatCluster, chatNamesOf, ensureChatLayout } from './layout.js';
import { replyDocument, type StoredReply } from './replies.js';

/** Documents that are read in one go. */
const A_PART = 500;

/**
 * Opens the records on a cluster as a whole; any number of processes may use them meanwhile.
 *
 * @throws MostanadError `storage` where the cluster cannot be reached or used
 */
export async function openClusterTables(settings: OpenSearchSettings): Promise<RecordTables> {
  const connection = await connect(settings);
  const names = chatNamesOf(settings);
  try {
    await ensureChatLayout(connection, names);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const cluster = { connection, searches: openSearches(connection), names, now: Date.now };
  return {
    answers: answersOn(cluster),
    verdicts: verdictsOn(cluster),
    replies: repliesOn(cluster),
    close: () => connection.close(),
  };
}

function answersOn(cluster: ChatCluster): Table<KeptAnswer> {
  const { answers } = cluster.names;
  return {
    all: () =>
      allOf<Omit<KeptAnswer, 'id'>, KeptAnswer>(
        cluster,
        answers,
        ['given', 'answer'],
        ({ _id: id, _source }) => ({ id, ..._source }),
      ),
    merge: (rows) =>
      putNewer(
        cluster,
        answers,
        rows.map(({ id, given, answer }) => ({ id, document: { given, answer } })),
      ),
  };
}

function verdictsOn(cluster: ChatCluster): Table<KeptVerdict> {
  const { connection, searches, names } = cluster;
  const fields = ['answer', 'person', 'verdict', 'given'];
  return {
    all: () =>
      allOf<Omit<KeptVerdict, 'answerId'> & { readonly answer: string }, KeptVerdict>(
        cluster,
        names.verdicts,
        fields,
        ({ _source: { answer: answerId, ...own } }) => ({ answerId, ...own }),
      ),
    async merge(rows) {
      const judged = [...new Set(rows.map(({ answerId }) => answerId))];
      const marks = judged.map((id) => judgedMark(names, id));
      const statuses = await write(connection, searches, marks);
      const known = new Set(judged.filter((_, at) => statuses[at] !== 404));
      const kept = rows.filter(({ answerId }) => known.has(answerId));
      return putNewer(cluster, names.verdicts, kept.map(verdictDocument));
    },
  };
}

function repliesOn(cluster: ChatCluster): Table<KeptReply> {
  const { replies } = cluster.names;
  const fields = ['place', 'message', 'digest', 'sent', 'answer', 'given'];
  return {
    all: () =>
      allOf<StoredReply, KeptReply>(cluster, replies, fields, ({ _source }) => {
        const { place, message: messageId, digest, sent, answer: answerId, given } = _source;
        return { place, messageId, digest, messageIds: sent, answerId, given };
      }),
    merge: (rows) => putNewer(cluster, replies, rows.map(replyDocument)),
  };
}

/** Every document of an index, the earliest first, and of one moment in any order. */
async function* allOf<Source extends { readonly given: number }, Row>(
  { searches }: ChatCluster,
  index: string,
  fields: readonly string[],
  rowOf: (found: Found<Source>) => Row,
): AsyncGenerator<readonly Row[]> {
  await searches.refresh([index]);
  let from = Number.MIN_SAFE_INTEGER;
  /** Those of the moment `from`. */
  let read: readonly string[] = [];
  for (;;) {
    const filter = { range: { given: { gte: from } } };
    const { hits } = await searches.run<Source>(index, {
      size: A_PART,
      _source: fields,
      query: { bool: { filter, must_not: { ids: { values: read } } } },
      sort: [{ given: 'asc' }],
    });
    const last = hits.hits.at(-1)?._source.given;
    if (last === undefined) return;
    yield hits.hits.map(rowOf);
    const now = hits.hits.filter(({ _source }) => _source.given === last).map(({ _id }) => _id);
    read = last === from ? [...read, ...now] : now;
    from = last;
  }
}

/** Stores what is not there, or was given later than what is; how many. */
async function putNewer(
  { connection, searches }: ChatCluster,
  index: string,
  documents: readonly { readonly id: string; readonly document: { readonly given: number } }[],
): Promise<number> {
  const wanted = documents.map(({ id }) => ({ index, id, fields: ['given'] }));
  const found = await readDocuments<{ readonly given: number }>(connection, wanted);
  const writes = documents.flatMap(({ id, document }, at): readonly Write[] => {
    const there = found[at] ?? null;
    if (there === null) return [{ index, id, kind: 'create', document }];
    if (there._source.given >= document.given) return [];
    return [{ index, id, kind: 'index', document, version: there }];
  });
  // A conflict: somebody stored another just now.
  const statuses = await write(connection, searches, writes);
  return statuses.filter((status) => status < 300).length;
}
