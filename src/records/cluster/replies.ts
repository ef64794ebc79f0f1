import { idOf, readDocuments } from '../../search/opensearch/documents.js';
import { write } from '../../search/opensearch/writes.js';
import type { Replies } from '../port.js';
import type { KeptReply } from '../tables.js';
import { answersBy } from './answers.js';
import type { ChatCluster } from './layout.js';

/** Replies that are looked through for one whose answer is still there. */
const LOOKED_AT = 10;

/** What was sent for a message, as it is stored. */
export interface StoredReply {
  readonly place: string;
  readonly message: number;
  readonly digest: string | null;
  readonly sent: readonly number[];
  readonly answer: string | null;
  readonly given: number;
}

/** What was sent for a message, as a document. */
export function replyDocument(reply: KeptReply): {
  readonly id: string;
  readonly document: StoredReply;
} {
  const { place, messageId, digest, messageIds, answerId, given } = reply;
  const own = { digest, sent: messageIds, answer: answerId };
  return {
    id: idFor(place, messageId),
    document: { place, message: messageId, ...own, given },
  };
}

function idFor(place: string, messageId: number): string {
  return idOf(place, String(messageId));
}

/** Which messages were answered with which, on a cluster. */
export function repliesOn(cluster: ChatCluster): Replies {
  const { connection, searches, names, now } = cluster;
  return {
    async sentFor(place, messageId) {
      const id = idFor(place, messageId);
      const fields = ['digest', 'sent', 'answer'];
      const [found] = await readDocuments<StoredReply>(connection, [
        { index: names.replies, id, fields },
      ]);
      if (!found) return null;
      const { digest, sent, answer } = found._source;
      return { digest, messageIds: sent, answerId: answer };
    },
    async noteSent(place, messageId, sent) {
      const reply = replyDocument({ place, messageId, ...sent, given: now() });
      await write(connection, searches, [{ index: names.replies, kind: 'index', ...reply }]);
    },
    async lastAnswer(place) {
      // The one read that searches: what another process has just sent must be found.
      await searches.refresh([names.replies]);
      const { hits } = await searches.run<Pick<StoredReply, 'answer'>>(names.replies, {
        size: LOOKED_AT,
        _source: ['answer'],
        query: { bool: { filter: [{ term: { place } }, { exists: { field: 'answer' } }] } },
        sort: [{ given: 'desc' }, { message: 'desc' }],
      });
      const ids = hits.hits.flatMap(({ _source }) => _source.answer ?? []);
      const answers = await answersBy(cluster, ids);
      const at = answers.findIndex((answer) => answer !== null);
      const [id, answer] = [ids[at], answers[at]];
      return id === undefined || !answer ? null : { id, answer };
    },
  };
}
