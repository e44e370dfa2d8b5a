import { join } from "node:path";
import { lastLines, runNpm } from "../steps/npm.mjs";
import { Stop } from "../steps/stop.mjs";

/** Packs built packages as npm does when it publishes them. Answers the files. */
export async function packPackages(folders, target) {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", target, ...folders];
  // Their folder has no settings of ours, and they are no workspaces.
  const { status, output } = await runNpm(args, { cwd: target });
  if (status !== 0) throw new Stop(`The packages could not be packed:\n${lastLines(output)}`);
  return JSON.parse(output).map(({ filename }) => join(target, filename));
}
