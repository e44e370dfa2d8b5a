import { basename } from "node:path";
import type { Plugin } from "rolldown";

const worker = /new Worker\(\s*new URL\("([^"]+)\.ts", import\.meta\.url\)/g;

/** What runs in a thread of its own is a part of its own, beside the others. Stops the build where one is missing. */
export function workersBeside(parts: readonly string[]): Plugin {
  return {
    name: "relais-workers-beside",
    transform: {
      filter: { code: /new Worker\(/, id: { exclude: /node_modules/ } },
      handler(code, id) {
        return code.replaceAll(worker, (_, path: string) => {
          const part = basename(path);
          if (!parts.includes(part)) this.error(`${id}: ${part} is no part of the built server.`);
          // Spelled otherwise than in sources, where it means another place.
          return `new Worker(new URL("./${part}.js", import.meta["url"])`;
        });
      },
    },
  };
}
