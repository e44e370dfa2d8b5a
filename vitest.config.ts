import { defineConfig } from "vitest/config";

const everywhere = "{packages,dialects,server,web,bench,scripts,tests}/**/*.test.{ts,tsx,mjs}";
const journeys = "tests/journeys/**/*.test.ts";
/** They change what a whole process shares: modules put in the place of others, a browser's globals. */
const alone = [
  "packages/{client,react}/**/*.test.{ts,tsx}",
  "web/**/*.test.{ts,tsx}",
  "packages/core/src/database/embedded/embedded.test.ts",
  "packages/core/src/file/folder-store.test.ts",
  "server/src/dialects.test.ts",
  "server/src/http/silent-clients.test.ts",
];
const notOurs = ["**/node_modules/**", "**/dist/**"];

// Real databases, servers and browsers: two files at a time fill a small machine, and a start on a cold disk takes
// longer than a unit test's five seconds.
const shared = {
  pool: "forks",
  maxWorkers: 2,
  // A shared machine may stall for seconds in the middle of a browser's step; what is broken fails twice.
  retry: process.env.CI ? 1 : 0,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // What is true shows at once, however long the patience; what a machine under load needs is seconds.
  expect: { poll: { timeout: 20_000 } },
} as const;

// Files that may share a process do: loading the same modules for each of them again took a quarter of the whole run.
// Projects run in the order of their names; what takes longest comes first, so that nothing long is left for one process.
export default defineConfig({
  test: {
    ...shared,
    globalSetup: [
      "packages/core/src/testing/global-setup.ts",
      "tests/journeys/support/global-setup.ts",
    ],
    projects: [
      {
        test: {
          ...shared,
          name: "1 journeys",
          include: [journeys],
          exclude: notOurs,
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: "2 together",
          include: [everywhere],
          exclude: [...notOurs, journeys, ...alone],
          isolate: false,
        },
      },
      { test: { ...shared, name: "3 alone", include: alone, exclude: notOurs } },
    ],
  },
});
