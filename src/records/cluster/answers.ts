import { randomBytes } from 'node:crypto';
import { Answer } from '../../answer/schema.js';
import { idOf, readDocuments } from '../../search/opensearch/documents.js';
import { type Write, write } from '../../search/opensearch/writes.js';
import type { Editions, Records, Replies } from '../port.js';
import type { KeptVerdict } from '../tables.js';
import type { ChatCluster, ChatNames } from './layout.js';

/** Answers and verdicts on a cluster. */
export function answersOn(cluster: ChatCluster): Omit<Records, keyof (Replies & Editions)> {
  const { connection, searches, names, now } = cluster;
  return {
    async keep(answer) {
      const id = randomBytes(8).toString('base64url');
      const document = { given: now(), answer };
      // A conflict is our own first try whose reply was lost: of 64 random bits none come twice.
      await write(connection, searches, [{ index: names.answers, id, kind: 'create', document }]);
      return id;
    },
    async answer(id) {
      const [answer = null] = await answersBy(cluster, [id]);
      return answer;
    },
    async judge(id, person, verdict) {
      // Marked first: an answer is never forgotten under a verdict, and only one that is there has any.
      const [status] = await write(connection, searches, [judgedMark(names, id)]);
      if (status === 404) return false;
      const verdictOf = verdictDocument({ answerId: id, person, verdict, given: now() });
      const kept: Write = { index: names.verdicts, kind: 'index', ...verdictOf };
      await write(connection, searches, [kept]);
      return true;
    },
  };
}

/** Says of an answer that somebody has a verdict on it. */
export function judgedMark({ answers }: ChatNames, id: string): Write {
  return { index: answers, id, kind: 'update', document: { judged: true } };
}

/** A verdict as it is stored: a person has one on an answer. */
export function verdictDocument({ answerId, person, verdict, given }: KeptVerdict) {
  return { id: idOf(answerId, person), document: { answer: answerId, person, verdict, given } };
}

/** The answers of these ids, null for each that is not there. */
export async function answersBy(
  { connection, names }: ChatCluster,
  ids: readonly string[],
): Promise<readonly (Answer | null)[]> {
  const wanted = ids.map((id) => ({ index: names.answers, id, fields: ['answer'] }));
  const found = await readDocuments<{ readonly answer: unknown }>(connection, wanted);
  return found.map((one) => one && Answer.parse(one._source.answer));
}
