/**
 * What a run of the graph costs whatever is in it, in tokens that could be computed in that time: between
 * the 10 and 25 that were fastest (bench/README.md).
 */
const COST_OF_RUN = 20;

/**
 * Cuts rows that stand in order of their length into batches, each padded to its longest row, so that
 * the padding and the runs cost least together.
 *
 * @param lengths - in tokens, not falling
 * @param most - rows of one batch, at least 1
 * @returns how many rows each batch takes, in order
 */
export function batchesOf(lengths: readonly number[], most: number): readonly number[] {
  // The cheapest way to run the first 0, 1, 2... rows: its cost, and how many rows its last batch takes.
  const ways = [{ cost: 0, last: 0 }];
  lengths.forEach((longest, index) => {
    const counts = Array.from({ length: Math.min(most, index + 1) }, (_, at) => at + 1);
    const found = counts.map((last) => ({
      cost: (ways[index + 1 - last]?.cost ?? 0) + COST_OF_RUN + last * longest,
      last,
    }));
    ways.push(found.reduce((best, way) => (way.cost < best.cost ? way : best)));
  });
  const batches: number[] = [];
  for (let at = lengths.length; at > 0; at -= batches[0] ?? at) {
    batches.unshift(ways[at]?.last ?? at);
  }
  return batches;
}
