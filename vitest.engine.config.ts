import { defineConfig } from 'vitest/config';

// What needs a running OpenSearch: scripts/test-engine.mjs starts it.
export default defineConfig({
  test: {
    include: ['dist/test/**/*.engine.js'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
  },
});
