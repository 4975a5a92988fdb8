import { defineConfig } from 'vitest/config';

/** One worker more than cores: real Jupyter servers are heavy, but a test that waits for one leaves its core to others. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 3,
  },
});
