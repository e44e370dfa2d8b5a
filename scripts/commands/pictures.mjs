import { ensureBrowser } from "../steps/ensure-browser.mjs";
import { ensureWebBuild } from "../steps/ensure-builds.mjs";
import { importMain } from "../steps/import-main.mjs";

/** Takes a picture of every scene of the running product. */
export async function run(args) {
  await ensureBrowser();
  await ensureWebBuild();
  await importMain("tests/journeys/pictures.ts", args);
}
