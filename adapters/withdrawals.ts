/** Questions that are being answered, and may be changed or taken back meanwhile. */
export interface Withdrawals {
  /**
   * @param key - names the message that asks
   * @param content - tells what it says from what it said before
   */
  begin(key: string, content: string): Asked;
  /** The message says something else now; whether that ended the answering of what it said before. */
  changed(key: string, content: string): boolean;
  /** The message is gone. */
  gone(key: string): void;
}

/** A question that is being answered. */
export interface Asked {
  readonly signal: AbortSignal;
  /** It is answered. */
  readonly done: () => void;
}

export function createWithdrawals(): Withdrawals {
  interface Running {
    readonly content: string;
    readonly halt: AbortController;
  }
  const running = new Map<string, Running>();
  return {
    begin(key, content) {
      const asked: Running = { content, halt: new AbortController() };
      running.set(key, asked);
      const done = () => {
        if (running.get(key) === asked) running.delete(key);
      };
      return { signal: asked.halt.signal, done };
    },
    changed(key, content) {
      const asked = running.get(key);
      if (asked === undefined || asked.content === content) return false;
      running.delete(key);
      asked.halt.abort(new Error('the question was changed'));
      return true;
    },
    gone(key) {
      const asked = running.get(key);
      if (asked === undefined) return;
      running.delete(key);
      asked.halt.abort(new Error('the question was withdrawn'));
    },
  };
}
