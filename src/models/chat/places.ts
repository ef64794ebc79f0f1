import { MostanadError } from '../../errors.js';

/** How many work at once, and how many wait for how long. */
export interface PlaceBounds {
  readonly places: number;
  readonly waiting: number;
  /** The longest wait for a place, in milliseconds. */
  readonly patience: number;
}

/** Places of which each is one reply's at a time. */
export interface Places {
  /**
   * Takes a place; the first who waits gets the next that is free.
   *
   * @returns gives the place back
   * @throws MostanadError `chat` where too many wait already, or none is free in time; the signal's reason
   */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createPlaces({ places, waiting, patience }: PlaceBounds): Places {
  const queue = new Set<() => void>();
  let taken = 0;

  function giveBack(): void {
    const [next] = queue;
    if (next === undefined) taken -= 1;
    else next();
  }

  /** Whoever leaves the queue does so in the same moment: a place given to them would be lost. */
  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(enter);
        clearTimeout(timer);
        signal.removeEventListener('abort', withdraw);
      };
      const enter = () => {
        leave();
        resolve();
      };
      const withdraw = () => {
        leave();
        reject(signal.reason);
      };
      const giveUp = () => {
        leave();
        reject(tooMany(`, and none ended within ${patience / 1000} seconds`));
      };
      const timer = setTimeout(giveUp, patience);
      signal.addEventListener('abort', withdraw);
      queue.add(enter);
    });
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (taken < places) taken += 1;
      else if (queue.size < waiting) await turn(signal);
      else throw tooMany('');
      return giveBack;
    },
  };
}

function tooMany(more: string): MostanadError {
  return new MostanadError('chat', `too many replies are being written${more}`);
}
