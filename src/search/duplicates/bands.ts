import { type Signature, stir } from './signature.js';

/** Articles that share a third of their shingles meet in a band in 95 of 100 cases, a half: 99.99. */
const BANDS = 32;
const ROWS = 2;

/** Two terms that follow each other, as one number; each pair of an article once. */
export function shinglesOf(signature: Signature): ReadonlySet<number> {
  const shingles = new Set<number>();
  for (let at = 1; at < signature.length; at++) {
    shingles.add(stir(Math.imul(signature[at - 1] ?? 0, 0x9e3779b1) ^ (signature[at] ?? 0)));
  }
  return shingles;
}

/**
 * The keys under which an article is kept and found: min-wise hashes of its shingles (Broder, "On
 * the resemblance and containment of documents", 1997), banded (Leskovec, Rajaraman, Ullman, "Mining
 * of Massive Datasets", 3.4). Two articles of resemblance s share a key with probability
 * 1 - (1 - s^2)^32. Numbers of 32 bits without sign; none for an article of fewer than two terms.
 */
export function bandKeys(signature: Signature): readonly number[] {
  const shingles = [...shinglesOf(signature)];
  if (shingles.length === 0) return [];
  return Array.from({ length: BANDS }, (_, band) => {
    let key = stir(band + 1);
    for (let row = 0; row < ROWS; row++) {
      key = stir(Math.imul(key, 0x9e3779b1) ^ least(shingles, band * ROWS + row));
    }
    return key;
  });
}

/** The least of the shingles' hashes under one hash function of the family. */
function least(shingles: readonly number[], hashFunction: number): number {
  const salt = stir(hashFunction + 0x51ed270b);
  let smallest = 0xffffffff;
  for (const shingle of shingles) {
    const hash = stir(shingle ^ salt);
    if (hash < smallest) smallest = hash;
  }
  return smallest;
}
