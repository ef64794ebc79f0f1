import { createRateLimit } from '../rate-limit.js';
import { askerOf, type FromPerson } from './context.js';
import type { Part } from './packing.js';

/** Tells whether a person was told the same in the same group within the last minute: others wait for answers there. */
export function createTold(): (message: FromPerson, parts: readonly Part[]) => boolean {
  const told = createRateLimit(1, Date.now);
  return (message, parts) => {
    if (message.chat.type === 'private') return false;
    const words = [message.chat.id, askerOf(message).id, ...parts.map(({ html }) => html)];
    return told.count(words.join('\n')).isOver;
  };
}
