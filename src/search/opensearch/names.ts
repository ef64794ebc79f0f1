import { nameKey } from '../../language/name-key.js';
import type { IndexedArticle } from '../engine.js';
import type { Cluster } from './cluster.js';
import { idOf } from './documents.js';
import { type Write, write } from './writes.js';

/** A longer term is no name; and a cluster takes no value of more than 32 KB. In UTF-16 units. */
const LONGEST = 200;
/** Terms under one key that are read: more tell nothing. */
const MOST_TERMS = 1000;
/** Terms that this process remembers to have written. */
const MOST_KNOWN = 200_000;

/** The terms of the passages by the key of the name that they spell; some may be of no passage any more. */
export interface NameTerms {
  /** Keeps the terms of an article. */
  add(article: IndexedArticle): Promise<void>;
  /** For each key, its terms. */
  find(keys: readonly string[]): Promise<readonly (readonly string[])[]>;
}

/** Opens the names of a cluster. */
export function openNameTerms({ connection, searches, names }: Cluster): NameTerms {
  const written = new Set<string>();
  return {
    async add({ passages }) {
      const terms = new Set(
        passages.flatMap(({ terms, contextTerms }) => [...terms, ...contextTerms]),
      );
      const fresh = [...terms].filter((term) => !written.has(term));
      const writes = fresh.flatMap((term): Write[] => {
        const key = term.length > LONGEST ? null : nameKey(term);
        if (key === null) return [];
        const document = { key, term };
        return [{ index: names.terms, id: idOf(key, term), kind: 'create', document }];
      });
      await write(connection, searches, writes);
      if (written.size > MOST_KNOWN) written.clear();
      for (const term of fresh) written.add(term);
    },
    find: (keys) =>
      Promise.all(
        keys.map(async (key) => {
          if (key === '') return [];
          const { hits } = await searches.run<{ readonly term: string }>(names.terms, {
            size: MOST_TERMS,
            _source: ['term'],
            query: { term: { key } },
          });
          return hits.hits.map(({ _source }) => _source.term).sort();
        }),
      ),
  };
}
