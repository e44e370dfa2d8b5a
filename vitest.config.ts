import { defineConfig } from "vitest/config";

// Real databases, servers and browsers: two files at a time fill a small machine, and a start on a cold
// disk takes longer than a unit test's five seconds.
export default defineConfig({
  test: {
    include: ["{packages,dialects,server,web,bench,scripts,tests}/**/*.test.{ts,tsx,mjs}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: [
      "packages/core/src/testing/global-setup.ts",
      "tests/journeys/support/global-setup.ts",
    ],
    pool: "forks",
    maxWorkers: 2,
    // A shared machine may stall for seconds in the middle of a browser's step; what is broken fails twice.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is true shows at once, however long the patience; what a machine under load needs is seconds.
    expect: { poll: { timeout: 20_000 } },
  },
});
