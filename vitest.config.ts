import { defineConfig } from 'vitest/config';

/** One worker more than cores: real Jupyter servers are heavy, but a test that waits for one leaves its core to others. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts', 'test/screens/shared.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 3,
    // A worker loads src once for all its files, which saves as much time as the smaller ones take. What a test changes of
    // its process (language, clock) it sets back.
    isolate: false,
  },
});
