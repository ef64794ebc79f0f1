/** At most `messages` in any window of `perMs` milliseconds. */
export interface Rate {
  readonly messages: number;
  readonly perMs: number;
}

/** What may be sent and edited; a call over any limit is refused and has no effect. */
export interface FloodLimits {
  readonly chat: Rate;
  readonly group: Rate;
  readonly overall: Rate;
  /** `retry_after` is rounded up to a multiple of this, in seconds; Telegram's is 1. */
  readonly retryAfterStep: number;
  /** Windows are this much shorter (ms): a bot paces by its own clock, and calls bunch up on the way. */
  readonly slackMs: number;
}

/** The limits of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. */
export const TELEGRAM_LIMITS: FloodLimits = {
  chat: { messages: 1, perMs: 1_000 },
  group: { messages: 20, perMs: 60_000 },
  overall: { messages: 30, perMs: 1_000 },
  retryAfterStep: 1,
  slackMs: 50,
};

/** Which limit: of one chat, of one group, of the bot. */
export type FloodLimit = 'chat' | 'group' | 'overall';

/** A call that would have broken a limit; `retryAfter` in seconds. */
export interface Flood {
  readonly limit: FloodLimit;
  readonly retryAfter: number;
}

/** Counts what is sent to a chat, and gives undefined where it may pass. */
export type FloodControl = (chatId: number, now: number) => Flood | undefined;

/** Flood control over sliding windows; `now` is in milliseconds and never goes back. */
export function createFloodControl(limits: FloodLimits): FloodControl {
  const sent = new Map<string, readonly number[]>();
  return (chatId, now) => {
    const counted = limitsOf(chatId).map((limit) => {
      const key = limit === 'overall' ? limit : `${limit} ${chatId}`;
      return { limit, key, wait: waitMs(sent.get(key) ?? [], limits[limit], now, limits.slackMs) };
    });
    const longest = counted.reduce((a, b) => (b.wait > a.wait ? b : a));
    if (longest.wait > 0) {
      const steps = Math.ceil(longest.wait / 1_000 / limits.retryAfterStep);
      const retryAfter = Number((steps * limits.retryAfterStep).toFixed(3));
      return { limit: longest.limit, retryAfter };
    }
    for (const { limit, key } of counted) {
      sent.set(key, [...(sent.get(key) ?? []), now].slice(-limits[limit].messages));
    }
    return undefined;
  };
}

/** Groups have negative identifiers. */
function limitsOf(chatId: number): readonly FloodLimit[] {
  return chatId < 0 ? ['chat', 'group', 'overall'] : ['chat', 'overall'];
}

function waitMs(times: readonly number[], rate: Rate, now: number, slackMs: number): number {
  // The one that must have left the window before another may come.
  const oldest = times.at(-rate.messages);
  return oldest === undefined ? 0 : oldest + rate.perMs - slackMs - now;
}
