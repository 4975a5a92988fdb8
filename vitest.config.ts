import { defineConfig } from 'vitest/config';

/** One worker per core: real Jupyter servers are heavy, and the machines have two cores. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
