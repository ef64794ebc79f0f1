/** An example for a logistic regression: its inputs, and whether it holds. */
export interface Example {
  readonly inputs: readonly number[];
  readonly holds: boolean;
  readonly weight: number;
}

/** What was fitted: log-odds = bias + sum of coefficients times inputs. */
export interface Fit {
  readonly bias: number;
  readonly coefficients: readonly number[];
}

/** Keeps coefficients small where the data says little. */
const RIDGE = 1;
const STEPS = 30;

/** Which way an input may count: for what is asked (1) or against it (-1). */
export type Sign = 1 | -1;

/**
 * Fits a logistic regression whose coefficients have the given signs. One that wants the other sign
 * is left out (0), the worst first, and the rest fitted again: an input that should speak against an
 * answer may say nothing, but must not speak for one because of others that it goes along with.
 */
export function fitSignedLogistic(examples: readonly Example[], signs: readonly Sign[]): Fit {
  const used = new Set(signs.keys());
  for (;;) {
    const kept = [...used];
    const fit = fitLogistic(
      examples.map((one) => ({ ...one, inputs: kept.map((at) => one.inputs[at] ?? 0) })),
    );
    const signed = kept.map((at, index) => (signs[at] ?? 1) * (fit.coefficients[index] ?? 0));
    const worst = Math.min(0, ...signed);
    if (worst === 0) {
      const coefficients = signs.map((_, at) => fit.coefficients[kept.indexOf(at)] ?? 0);
      return { bias: fit.bias, coefficients };
    }
    used.delete(kept[signed.indexOf(worst)] ?? -1);
  }
}

/**
 * Fits a logistic regression by Newton's method (Hastie, Tibshirani & Friedman, "The Elements of
 * Statistical Learning", section 4.4.1) with a ridge on all coefficients but the bias.
 */
export function fitLogistic(examples: readonly Example[]): Fit {
  const size = (examples[0]?.inputs.length ?? 0) + 1;
  let beta = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = beta.map((value, at) => (at === 0 ? 0 : -RIDGE * value));
    const hessian = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_cell, column) => (row === column && row > 0 ? RIDGE : 1e-9)),
    );
    for (const { inputs, holds, weight } of examples) {
      const x = [1, ...inputs];
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * (beta[at] ?? 0), 0)));
      for (let i = 0; i < size; i += 1) {
        gradient[i] = (gradient[i] ?? 0) + weight * ((holds ? 1 : 0) - p) * (x[i] ?? 0);
        const row = hessian[i] as number[];
        for (let j = 0; j < size; j += 1) {
          row[j] = (row[j] ?? 0) + weight * p * (1 - p) * (x[i] ?? 0) * (x[j] ?? 0);
        }
      }
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, at) => value + (change[at] ?? 0));
    if (Math.max(...change.map(Math.abs)) < 1e-8) break;
  }
  const [bias = 0, ...coefficients] = beta;
  return { bias, coefficients };
}

/** Solves A x = b by Gaussian elimination with partial pivoting. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): readonly number[] {
  const size = b.length;
  const rows = a.map((row, at) => [...row, b[at] ?? 0]);
  for (let column = 0; column < size; column += 1) {
    const pivot =
      rows
        .slice(column)
        .reduce(
          (best, row, at, all) =>
            Math.abs(row[column] ?? 0) > Math.abs(all[best]?.[column] ?? 0) ? at : best,
          0,
        ) + column;
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const lead = rows[column] as number[];
    for (let r = 0; r < size; r += 1) {
      const row = rows[r] as number[];
      if (r === column) continue;
      const factor = (row[column] ?? 0) / (lead[column] ?? 1);
      for (let c = column; c <= size; c += 1) row[c] = (row[c] ?? 0) - factor * (lead[c] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}
