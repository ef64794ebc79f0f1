/** The latest of many: what was set longest ago goes first. */
export interface Memory<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  has(key: Key): boolean;
}

/** An empty memory for so many entries. */
export function createMemory<Key, Value>(capacity: number): Memory<Key, Value> {
  const kept = new Map<Key, Value>();
  return {
    get: (key) => kept.get(key),
    has: (key) => kept.has(key),
    set(key, value) {
      kept.delete(key);
      kept.set(key, value);
      for (const oldest of kept.keys()) {
        if (kept.size <= capacity) return;
        kept.delete(oldest);
      }
    },
  };
}
