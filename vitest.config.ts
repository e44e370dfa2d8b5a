import { defineConfig } from "vitest/config";

// Real databases, servers and browsers: two files at a time fill a small machine, and a start on a cold
// disk takes longer than a unit test's five seconds.
export default defineConfig({
  test: {
    include: ["{packages,server,web,bench,scripts,tests}/**/*.test.{ts,tsx,mjs}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: ["packages/core/src/testing/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
