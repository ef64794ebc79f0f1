import { randomUUID } from 'node:crypto';
import {
  type Conversations,
  historyOf,
  IDLE,
  type KeptTurn,
  keyOf,
  withTurn,
} from '../../answer/conversation/conversations.js';
import { Turn } from '../../answer/conversation/turn.js';
import { idOf } from '../../search/opensearch/documents.js';
import { write } from '../../search/opensearch/writes.js';
import { exchange } from './exchange.js';
import type { ChatCluster } from './layout.js';

/** A conversation as it is stored. */
interface Stored {
  /** Another where it was forgotten and begun anew. */
  readonly begun: string;
  /** When something was asked last, in milliseconds since 1970. */
  readonly last: number;
  readonly turns: readonly KeptTurn[];
}

/**
 * Conversations on a cluster, so that one begun in a process goes on in any other. A change is made only
 * where nobody else made one meanwhile: else it is made again upon theirs.
 */
export function conversationsOn(cluster: ChatCluster): Conversations {
  const { connection, searches, names, now } = cluster;
  const change = async (place: string, next: (found: Stored | null) => Stored | null) => {
    const fields = ['begun', 'last', 'turns'];
    // Where a first try came through and its reply was lost, the next finds its own turn, by its key.
    await exchange(cluster, { index: names.conversations, id: idOf(place), fields }, next);
  };
  return {
    async open(place, message) {
      const key = keyOf(message);
      let history: readonly Turn[] = [];
      let begun = '';
      await change(place, (found) => {
        const goesOn = found !== null && now() - found.last < IDLE;
        const current = goesOn ? found : { begun: randomUUID(), turns: [] };
        begun = current.begun;
        history = historyOf(current.turns, key).map((turn) => Turn.parse(turn));
        return { ...current, last: now() };
      });
      return {
        history,
        close: (answer) =>
          change(place, (found) => {
            if (found?.begun !== begun) return null;
            const turns = withTurn(found.turns, { key, turn: Turn.parse(answer) });
            return { ...found, turns, last: now() };
          }),
      };
    },
    async forget(place) {
      const id = idOf(place);
      await write(connection, searches, [{ index: names.conversations, id, kind: 'delete' }]);
    },
  };
}
