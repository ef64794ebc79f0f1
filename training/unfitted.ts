import type { Calibration } from '../src/answer/confidence.js';
import { FEATURES } from '../src/answer/features.js';

const NOTHING = { bias: 0, weights: Object.fromEntries(FEATURES.map((name) => [name, 0])) };

/** A pair's weights before they are fitted: nothing is ranked and nothing decided by them. */
export const UNFITTED: Calibration['same'] = {
  ...NOTHING,
  decision: { ...NOTHING, lead: 0, alone: 0 },
};
