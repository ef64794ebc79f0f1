import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Conversations,
  historyOf,
  IDLE,
  type KeptTurn,
  keyOf,
  withTurn,
} from '../../answer/conversation/conversations.js';
import { Turn } from '../../answer/conversation/turn.js';
import { MostanadError } from '../../errors.js';
import { idOf, readDocuments } from '../../search/opensearch/documents.js';
import { write } from '../../search/opensearch/writes.js';
import type { ChatCluster } from './layout.js';

/** Tries against others that change the same conversation at the same moment. */
const MOST_TRIES = 10;
/** The longest pause after the first of them, in milliseconds; it doubles, a few times. */
const [PAUSE, DOUBLED] = [20, 5];

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
  return {
    async open(place, message) {
      const key = keyOf(message);
      let history: readonly Turn[] = [];
      let begun = '';
      await change(cluster, place, (found) => {
        const goesOn = found !== null && now() - found.last < IDLE;
        const current = goesOn ? found : { begun: randomUUID(), turns: [] };
        begun = current.begun;
        history = historyOf(current.turns, key).map((turn) => Turn.parse(turn));
        return { ...current, last: now() };
      });
      return {
        history,
        close: (answer) =>
          change(cluster, place, (found) => {
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

/**
 * Exchanges a conversation for what `next` makes of it; null: it stays.
 *
 * @throws MostanadError `busy` where others change it again and again
 */
async function change(
  { connection, searches, names }: ChatCluster,
  place: string,
  next: (found: Stored | null) => Stored | null,
): Promise<void> {
  const at = { index: names.conversations, id: idOf(place) };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const fields = ['begun', 'last', 'turns'];
    const [before = null] = await readDocuments<Stored>(connection, [{ ...at, fields }]);
    const document = next(before?._source ?? null);
    if (document === null) return;
    // Where a first try came through and its reply was lost, the next finds its own turn, by its key.
    const [status = 0] = await write(connection, searches, [
      before === null
        ? { ...at, kind: 'create', document }
        : { ...at, kind: 'index', document, version: before },
    ]);
    if (status < 300) return;
    await pause(Math.random() * PAUSE * 2 ** Math.min(tries, DOUBLED));
  }
  const reason = 'a conversation is changed by others again and again';
  throw new MostanadError('busy', `OpenSearch ${connection.where}: ${reason}`);
}
