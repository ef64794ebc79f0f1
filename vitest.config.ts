import { defineConfig } from 'vitest/config';

// Tests run as compiled, like the program itself: its worker threads need real .js files.
export default defineConfig({
  test: {
    include: ['dist/test/**/*.test.js'],
    // A machine that does other things beside takes ten times as long; a test that hangs still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file may load the encoder: two at a time keep a small machine responsive.
    maxWorkers: 2,
  },
});
