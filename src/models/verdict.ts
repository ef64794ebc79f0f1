import type { Verdict } from './reader.js';

/** The statement head's logits (entailed, contradicted, neutral) as probabilities. */
export function verdictOf(logits: Float32Array): Verdict {
  const highest = Math.max(...logits);
  const [entailed = 0, contradicted = 0, neutral = 0] = Array.from(logits, (logit) =>
    Math.exp(logit - highest),
  );
  const sum = entailed + contradicted + neutral;
  return {
    entailed: entailed / sum,
    contradicted: contradicted / sum,
    neutral: neutral / sum,
  };
}

/** Of a passage's windows, the verdict of the one that bears the statement out best. */
export function likeliestVerdict(windows: readonly Verdict[]): Verdict {
  return windows.reduce((best, one) => (one.entailed > best.entailed ? one : best), NOTHING_READ);
}

/** A passage without words says nothing of any statement. */
const NOTHING_READ: Verdict = { entailed: 0, contradicted: 0, neutral: 1 };
