import { createRateLimit } from '../rate-limit.js';
import { askerOf, type FromPerson, targetOf } from './context.js';
import type { Part } from './packing.js';

/** Tells whether a person was told the same in the same group, or topic, within the last minute: others wait for answers there. */
export function createTold(): (message: FromPerson, parts: readonly Part[]) => boolean {
  const told = createRateLimit(1, Date.now);
  return (message, parts) => {
    if (message.chat.type === 'private') return false;
    const words = [
      message.chat.id,
      targetOf(message).thread,
      askerOf(message).id,
      ...parts.map(({ html }) => html),
    ];
    return told.count(words.join('\n')).isOver;
  };
}
