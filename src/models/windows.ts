/**
 * Cuts token ids into windows that fit the encoder, so that no input is cut silently: windows of
 * equal length (within one token) that together hold every id once, in order.
 *
 * @param ids - token ids without the special tokens
 * @param room - how many ids one window holds, at least 1
 */
export function windowsOf(ids: readonly number[], room: number): readonly (readonly number[])[] {
  const count = Math.max(1, Math.ceil(ids.length / room));
  return Array.from({ length: count }, (_, index) =>
    ids.slice(
      Math.round((index * ids.length) / count),
      Math.round(((index + 1) * ids.length) / count),
    ),
  );
}

/**
 * One vector for a text that was encoded in windows: the mean of the windows' unit vectors, each
 * weighted by its length, scaled to length 1.
 */
export function poolWindows(
  vectors: readonly Float32Array[],
  lengths: readonly number[],
): Float32Array {
  const [first] = vectors;
  if (first === undefined) throw new RangeError('poolWindows: no vectors');
  if (vectors.length === 1) return first;
  const sum = new Float32Array(first.length);
  vectors.forEach((vector, window) => {
    for (let i = 0; i < sum.length; i += 1) {
      sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0) * (lengths[window] ?? 0);
    }
  });
  const norm = Math.hypot(...sum) || 1;
  return sum.map((value) => value / norm);
}
