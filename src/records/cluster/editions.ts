import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { idOf } from '../../search/opensearch/documents.js';
import { isLater } from '../editions.js';
import type { Edition, Editions } from '../port.js';
import { exchange } from './exchange.js';
import type { ChatCluster } from './layout.js';

/** Who holds a message and does not renew that for so long was killed. In milliseconds. */
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
      const renewed = (found: Stored | null) =>
        found?.holder === holder ? { ...found, given: now() } : null;
      // One that fails is made up for by the next.
      const renewal = setInterval(
        () => void change(place, messageId, renewed).catch(() => {}),
        GONE_AFTER / 3,
      );
      renewal.unref();
      return async () => {
        clearInterval(renewal);
        await change(place, messageId, (found) =>
          found?.holder === holder ? { ...found, holder: null } : null,
        );
      };
    },
  };
}

/** Tells whether somebody else holds a message, and was seen to renew that not too long ago. */
function otherHolder(holder: string, now: () => number): (found: Stored | null) => boolean {
  let [last, seen] = ['', 0];
  return (found) => {
    if (found === null || found.holder === null || found.holder === holder) return false;
    const current = `${found.holder}/${found.given}`;
    if (current !== last) [last, seen] = [current, now()];
    return now() - seen < GONE_AFTER;
  };
}
