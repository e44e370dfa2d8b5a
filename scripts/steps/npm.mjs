import { basename } from "node:path";
import { runChild, runNode } from "./run-child.mjs";

const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|network/i;

/** Without its chatter, and with many short tries: a bad network is got through, none at all is said within seconds. */
const QUIETLY = [
  "--no-audit",
  "--no-fund",
  "--no-update-notifier",
  "--loglevel=error",
  "--fetch-retries=4",
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=5000",
];

/**
 * Runs npm: the one that runs us, under this Node, else the one on PATH.
 * Resolves with `{ status, output, offline }`.
 */
export async function runNpm(args, options = {}) {
  const quietly = [...args, ...QUIETLY];
  const script = process.env.npm_execpath ?? "";
  const isNpm = /^npm.*js$/.test(basename(script));
  const result = isNpm
    ? await runNode([script, ...quietly], options)
    : await runChild("npm", quietly, {
        quiet: true,
        shell: process.platform === "win32",
        ...options,
      });
  return { ...result, offline: result.status !== 0 && OFFLINE.test(result.output) };
}

/** The last lines of what npm said, for the person who must find out. */
export function lastLines(output, count = 15) {
  return output.trim().split("\n").slice(-count).join("\n");
}
