/** What goes wrong with one REST call. `when` is before or after the call took effect. */
export type Fault =
  | {
      /** 429 with retry_after in body and headers; never takes effect. */
      readonly kind: 'rate-limit';
      readonly retryAfterSeconds: number;
      /** Whether the limit is the bot's over all routes. */
      readonly global?: boolean;
    }
  | {
      readonly kind: 'status';
      readonly status: 403 | 500 | 502 | 503 | 504;
      /** Discord's code of the refusal; 0 unless given. */
      readonly code?: number;
      readonly when: When;
    }
  | { readonly kind: 'delay'; readonly ms: number; readonly when: When }
  | {
      /** The socket is destroyed: `reset` is ECONNRESET (discord.js tries again), `close` is not. */
      readonly kind: 'drop';
      readonly how: 'reset' | 'close';
      readonly when: When;
    };

type When = 'before' | 'after';

/** Which REST faults happen to which calls. */
export interface FaultPlan {
  /** The next `count` calls whose route (`POST /channels/:channel/messages`) matches fail so. */
  next(count: number, fault: Fault, route?: RegExp): void;
  /** A share (0..1) of the calls whose route matches fail, each with one of `faults`, by a seed. */
  share(share: number, faults: readonly Fault[], seed: number, route?: RegExp): void;
  /** Takes back all faults that have not happened. */
  clear(): void;
}

/** The plan with the emulator's side of it: what happens to the call that came in now. */
export interface FaultSource extends FaultPlan {
  take(route: string): Fault | null;
}

interface Countdown {
  left: number;
  readonly fault: Fault;
  readonly route: RegExp;
}

const ANY_ROUTE = /^/;

export function createFaults(): FaultSource {
  let countdowns: Countdown[] = [];
  let draw: (route: string) => Fault | null = () => null;
  return {
    next(count, fault, route = ANY_ROUTE) {
      countdowns.push({ left: count, fault, route });
    },
    share(share, faults, seed, route = ANY_ROUTE) {
      const random = mulberry32(seed);
      draw = (called) => {
        if (!route.test(called) || random() >= share) return null;
        return faults[Math.floor(random() * faults.length)] ?? null;
      };
    },
    clear() {
      countdowns = [];
      draw = () => null;
    },
    take(route) {
      const countdown = countdowns.find((one) => one.left > 0 && one.route.test(route));
      if (countdown === undefined) return draw(route);
      countdown.left -= 1;
      return countdown.fault;
    },
  };
}

/** Tommy Ettinger's mulberry32: 32 bits of state, enough to make faults repeatable. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
