import type { ResponseParameters } from 'grammy/types';
import { seededRandom } from '../../../bench/stories/random.js';

/** A way for a call to go wrong. */
export type Fault =
  /** 429 with `retry_after` in seconds; no effect. */
  | { readonly kind: 'tooManyRequests'; readonly retryAfter: number }
  /** 500 Internal Server Error or 502 Bad Gateway; no effect. */
  | { readonly kind: 'serverError'; readonly code: 500 | 502 }
  /** Any other refusal, e.g. 403 "Forbidden: bot was blocked by the user"; no effect. */
  | {
      readonly kind: 'refusal';
      readonly code: number;
      readonly description: string;
      readonly parameters?: ResponseParameters;
    }
  /** The call takes effect at once, and is answered `ms` milliseconds later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The socket is destroyed, before the call took effect or after it. */
  | { readonly kind: 'drop'; readonly effect: 'before' | 'after' };

/** Decides which calls go wrong. Without `methods`, every method but getUpdates. */
export interface Faults {
  /** The next `count` calls go wrong. */
  next(count: number, fault: Fault, methods?: readonly string[]): void;
  /** Each call goes wrong with probability `share`, by the seed; `faults` take equal parts. */
  share(
    share: number,
    faults: readonly Fault[],
    options: { readonly seed: number; readonly methods?: readonly string[] },
  ): void;
  /** From now on nothing goes wrong. */
  clear(): void;
}

/** The faults, and `pick`, which the server asks once a call. */
export interface FaultPlan extends Faults {
  pick(method: string): Fault | undefined;
}

interface Rule {
  readonly methods: readonly string[] | undefined;
  /** The fault for this call; `undefined` leaves it to the next rule. */
  readonly draw: () => Fault | undefined;
}

/** No faults yet; rules apply in the order in which they were set. */
export function createFaultPlan(): FaultPlan {
  let rules: Rule[] = [];
  return {
    next(count, fault, methods) {
      let left = count;
      rules.push({ methods, draw: () => (left-- > 0 ? fault : undefined) });
    },
    share(share, faults, { seed, methods }) {
      if (!(share >= 0 && share <= 1)) throw new RangeError(`share is 0 to 1, not ${share}`);
      if (faults.length === 0) throw new RangeError('a share of faults needs at least one fault');
      const random = seededRandom(seed);
      rules.push({
        methods,
        draw: () => (random() < share ? faults[Math.floor(random() * faults.length)] : undefined),
      });
    },
    clear() {
      rules = [];
    },
    pick(method) {
      for (const { methods, draw } of rules) {
        const applies = methods ? methods.includes(method) : method !== 'getUpdates';
        const fault = applies ? draw() : undefined;
        if (fault) return fault;
      }
      return undefined;
    },
  };
}
