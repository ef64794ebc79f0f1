import { normalize } from './normalize.js';

/** A longer name is none; and a search engine takes no longer word than 32 KB. In UTF-16 units. */
const LONGEST = 200;

/**
 * By what two spellings of one name are told to be the same, where a name is compared as a whole (of a
 * source, a category): letters, digits and case as normalised, and words written apart, joined or with
 * a half-space («خبر آنلاین», «خبرآنلاین»). Empty where there is nothing to compare.
 */
export function labelKey(name: string): string {
  return normalize(name)
    .replace(/[\s\u200c]+/gu, '')
    .slice(0, LONGEST)
    .toWellFormed();
}
