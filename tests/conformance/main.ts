// Runs the suites of our protocol and of the documented APIs against a server that is running, with the demo cast:
// `npm run conformance -- http://host:port`.
// Without an address it starts a server of its own.
import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";

const [url, ...filters] = process.argv.slice(2);
if (url !== undefined && URL.parse(url)?.protocol.startsWith("http") !== true) {
  process.stderr.write(`${url} is not an address: put something like http://localhost:3000.\n`);
  process.exit(2);
}
if (url !== undefined) process.env.CONFORMANCE_URL = url;

const suites = ["conformance.test.ts", "dialects.test.ts", "crossing.test.ts"];
const vitest = await startVitest("test", suites, {
  root: fileURLToPath(new URL(".", import.meta.url)),
  watch: false,
  reporters: ["verbose"],
  ...(filters.length > 0 && { testNamePattern: filters.join(" ") }),
});
await vitest.close();
