import { defineConfig } from 'vitest/config';

// What scripts/test-model.mjs runs: one at a time, for the model is slow without others beside it.
export default defineConfig({
  test: {
    include: ['dist/test/model/**/*.model.js'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
