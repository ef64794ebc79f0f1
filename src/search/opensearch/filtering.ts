import { wantedFacets } from '../facets.js';
import type { Filter } from '../filter.js';

/** Looked for by whole values, never sorted or counted by. */
const LOOKED_FOR = { type: 'keyword', doc_values: false } as const;
const DAY = { type: 'date', format: 'strict_date' } as const;

/** The mapping of what filters look at (facets.ts), of a passage and beside its vectors. */
export const FACETS = {
  properties: {
    source: LOOKED_FOR,
    category: LOOKED_FOR,
    language: LOOKED_FOR,
    first: DAY,
    last: DAY,
  },
};

/** The clauses that a document within a filter meets, all of them. */
export function clausesOf(filter: Filter): readonly object[] {
  const { sources, categories, languages, from, to } = wantedFacets(filter);
  const oneOf = (field: string, keys: readonly string[]) =>
    keys.length === 0 ? [] : [{ terms: { [`facets.${field}`]: keys } }];
  return [
    ...oneOf('source', sources),
    ...oneOf('category', categories),
    ...oneOf('language', languages),
    ...(from === null ? [] : [{ range: { 'facets.first': { gte: from } } }]),
    ...(to === null ? [] : [{ range: { 'facets.last': { lte: to } } }]),
  ];
}
