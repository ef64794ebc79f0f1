/** What became of the articles in a sync, in which each may come, change and go several times. */
export interface Tally {
  put(id: string, wasThere: boolean): void;
  remove(ids: readonly string[]): void;
  /** What differs from what the index held before. */
  counts(): { readonly added: number; readonly changed: number; readonly removed: number };
}

export function createTally(): Tally {
  const added = new Set<string>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  return {
    put(id, wasThere) {
      if (removed.delete(id)) changed.add(id);
      else if (!wasThere) added.add(id);
      else if (!added.has(id)) changed.add(id);
    },
    remove(ids) {
      for (const id of ids) {
        changed.delete(id);
        if (!added.delete(id)) removed.add(id);
      }
    },
    counts: () => ({ added: added.size, changed: changed.size, removed: removed.size }),
  };
}
