import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { idOf } from '../../search/opensearch/documents.js';
import { isLater } from '../editions.js';
import type { Edition, Editions } from '../port.js';
import { exchange } from './exchange.js';
import type { ChatCluster } from './layout.js';

/** Who holds a message for so long puts nothing into its chat any more: it was killed. In milliseconds. */
const GONE_AFTER = 30_000;
const LOOK_EVERY = 200;

/** The edition of a message that is answered, as it is stored. */
interface Stored extends Edition {
  /** Who puts an answer into the chat; null for nobody. */
  readonly holder: string | null;
  readonly given: number;
}

const FIELDS = ['at', 'number', 'holder', 'given'];

/** Which editions of messages are answered, on a cluster. */
export function editionsOn(cluster: ChatCluster): Editions {
  const { names, now } = cluster;
  const change = (
    place: string,
    messageId: number,
    next: (found: Stored | null) => Stored | null,
  ): Promise<Stored | null> => {
    const id = idOf(place, String(messageId));
    return exchange(cluster, { index: names.editions, id, fields: FIELDS }, next);
  };
  return {
    async claim(place, messageId, edition) {
      const stands = await change(place, messageId, (found) => {
        if (found !== null && !isLater(edition, found)) return null;
        return { ...edition, holder: found?.holder ?? null, given: now() };
      });
      return !isLater(stands, edition);
    },
    async hold(place, messageId, edition) {
      const holder = randomUUID();
      const isHeldByOther = otherHolder(holder, now);
      for (;;) {
        const stands = await change(place, messageId, (found) => {
          if (isLater(found, edition) || isHeldByOther(found)) return null;
          return { ...edition, holder, given: now() };
        });
        if (isLater(stands, edition)) return null;
        if (stands?.holder === holder) break;
        await pause(LOOK_EVERY);
      }
      return async () => {
        await change(place, messageId, (found) =>
          found?.holder === holder ? { ...found, holder: null } : null,
        );
      };
    },
  };
}

/** Tells whether somebody else holds a message, and has not for too long since it was first seen. */
function otherHolder(holder: string, now: () => number): (found: Stored | null) => boolean {
  let [other, seen] = [holder, 0];
  return (found) => {
    const current = found?.holder ?? holder;
    if (current !== other) [other, seen] = [current, now()];
    return current !== holder && now() - seen < GONE_AFTER;
  };
}
