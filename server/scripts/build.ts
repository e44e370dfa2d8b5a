// Builds the server that `npm start` runs, into `server/dist`: `node server/scripts/build.ts`. Decision 40.

import { join } from "node:path";
import { build } from "rolldown";
import { folder, project } from "./folders.ts";
import { inItsOldPlace } from "./in-its-old-place.ts";
import { kindsWithin } from "./kinds-within.ts";
import { plainHttp } from "./plain-http.ts";
import { workersBeside } from "./workers-beside.ts";

/**
 * Each part is one file, so that a running server has all of itself in memory: the next build may write over it, and
 * nothing is read from the disk late. The first part is small: it turns the cache on that the second one comes from.
 */
const parts = {
  main: "server/src/main.ts",
  program: "server/src/program.ts",
  "convert-worker": "packages/core/src/voice/convert-worker.ts",
};

/** What brings machine code along stays a package. */
const native = [/^sharp$/, /^@node-rs\//];

const program = join(project, parts.program);

for (const [name, file] of Object.entries(parts)) {
  const input = join(project, file);
  await build({
    input: { [name]: input },
    platform: "node",
    external: (id) =>
      native.some((pattern) => pattern.test(id)) || (id === program && id !== input),
    plugins: [kindsWithin(), workersBeside(Object.keys(parts)), inItsOldPlace(), plainHttp()],
    output: {
      dir: folder,
      format: "esm",
      codeSplitting: false,
      // What our own and the packages' functions are for is told in their sources.
      comments: { jsdoc: false },
      paths: (id) => (id === program ? "./program.js" : id),
    },
  });
}
