import { defineConfig } from 'vitest/config';

/** More workers than cores: a test that waits for a real server, a router or a timeout leaves its core to others. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts', 'test/screens/shared.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 4,
    // A worker loads src once for all its files, which saves as much time as the smaller ones take. What a test changes of
    // its process (language, clock) it sets back.
    isolate: false,
  },
});
