import type { Opening } from '../src/corpus/fetch/guard.js';
import { addUrls, type Collected, collect, removeSource } from '../src/corpus/sources/collect.js';
import { countArticles } from '../src/corpus/sources/fetched.js';
import type { Source, SourceStore } from '../src/corpus/sources/store.js';

/** A page or feed of the corpus, and how many articles it has given. */
export interface WebSource {
  readonly source: Source;
  readonly articles: number;
}

/**
 * Changes what a running bot's corpus is made of. The index follows when upkeep looks at the corpus
 * next, in a few seconds.
 */
export interface Feeding {
  /** The pages and feeds, in the order in which they were added; no paths of this machine. */
  list(): Promise<readonly WebSource[]>;
  /** Fetches the pages and feeds that are due. */
  fetchDue(): Promise<Collected>;
  /** Adds a URL in its normal form, or fetches it anew; whether it is a source then. */
  add(url: string): Promise<{ readonly collected: Collected; readonly isSource: boolean }>;
  /** Removes a page or feed and what it gave. */
  remove(source: Source): Promise<void>;
}

/** What feeding works with. */
export interface FeedingParts {
  readonly sources: SourceStore;
  readonly dataFolder: string;
  /** Calls off what is being fetched. */
  readonly signal: AbortSignal;
  /** See guard.ts: for tests alone. */
  readonly opening?: Opening;
}

export function createFeeding(parts: FeedingParts): Feeding {
  const { sources, dataFolder } = parts;
  return {
    list() {
      const web = sources.list().filter(({ kind }) => kind !== 'path');
      return Promise.all(
        web.map(async (source) => ({
          source,
          articles: await countArticles(dataFolder, source.place),
        })),
      );
    },
    async fetchDue() {
      const now = Date.now();
      const due = sources.list().filter((source) => source.kind !== 'path' && source.due <= now);
      return due.length > 0 ? collect(parts, due) : { asked: 0, articles: 0, refusals: [] };
    },
    async add(url) {
      const collected = await addUrls(parts, [url]);
      return { collected, isSource: sources.find(url) !== null };
    },
    async remove(source) {
      await removeSource(parts, source);
    },
  };
}
