import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { guidePictures, isShown } from "./pictures/guide.ts";
import { readmePictures } from "./pictures/readme.ts";
import { conversation } from "./pictures/scenes/conversation.ts";
import { customer } from "./pictures/scenes/customer.ts";
import { door } from "./pictures/scenes/door.ts";
import { edges } from "./pictures/scenes/edges.ts";
import { files } from "./pictures/scenes/files.ts";
import { guide } from "./pictures/scenes/guide.ts";
import { technician } from "./pictures/scenes/technician.ts";
import { message } from "./pictures/scenes/message.ts";
import { position } from "./pictures/scenes/position.ts";
import { search } from "./pictures/scenes/search.ts";
import { voice } from "./pictures/scenes/voice.ts";
import { desk } from "./pictures/scenes/desk.ts";
import { guest } from "./pictures/scenes/guest.ts";
import { notices } from "./pictures/scenes/notices.ts";
import { organization } from "./pictures/scenes/organization.ts";
import { office } from "./pictures/scenes/office.ts";
import { stepwise } from "./pictures/scenes/stepwise.ts";
import { trades } from "./pictures/scenes/trades.ts";
import { framed } from "./pictures/scenes/framed.ts";
import { seed } from "./pictures/seed.ts";
import { startServer } from "./pictures/server.ts";
import { Stage } from "./pictures/stage.ts";
import { launch, nameOf, type Variation, variations } from "./pictures/variation.ts";

/*
 * `npm run pictures`: drives the running product and writes every scene and state as PNG, so that
 * anyone can review the look.
 *
 *   --only WORD       only the scenes whose name holds the word
 *   --variation WORD  only the variations whose name holds the word (phone--dark--fr)
 *   --readme          the few that the README shows, into docs/pictures
 *   --guide           only those that the user guide shows, into docs/pictures/guide
 */
const scenes = [
  ...customer,
  ...conversation,
  ...message,
  ...files,
  ...position,
  ...voice,
  ...technician,
  ...search,
  ...door,
  ...edges,
  ...guide,
  ...desk,
  ...guest,
  ...notices,
  ...office,
  ...stepwise,
  ...trades,
  ...framed,
  ...organization,
];
const project = join(import.meta.dirname, "../..");
const folder = join(project, "pictures");

async function shoot(
  browser: Browser,
  variation: Variation,
  isWanted: (scene: string) => boolean,
): Promise<string[]> {
  // The day of the offices is told in French.
  const server = await startServer({ day: variation.language === "fr" });
  const failures: string[] = [];
  try {
    const stage = new Stage(
      browser,
      server,
      await seed(server, variation.language),
      variation,
      folder,
    );
    for (const scene of scenes.filter(({ name }) => isWanted(name))) {
      try {
        await scene.take(stage);
      } catch (error) {
        failures.push(`${scene.name} (${nameOf(variation)}): ${String(error)}`);
        await stage.evidence(scene.name);
      }
      await stage.clear();
    }
    failures.push(...stage.faults.map((fault) => `${nameOf(variation)}: ${fault}`));
  } finally {
    await server.stop();
  }
  return failures;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      variation: { type: "string", default: "" },
      readme: { type: "boolean", default: false },
      guide: { type: "boolean", default: false },
    },
  });
  const browser = await launch();
  const failures: string[] = [];
  try {
    if (values.only === "" && values.variation === "")
      await rm(folder, { recursive: true, force: true });
    const wanted = variations.filter((one) => nameOf(one).includes(values.variation));
    for (const variation of wanted) {
      const isWanted = (scene: string) =>
        scene.includes(values.only) && (!values.guide || isShown(scene, variation));
      if (!scenes.some(({ name }) => isWanted(name))) continue;
      process.stdout.write(`${nameOf(variation)}…\n`);
      failures.push(...(await shoot(browser, variation, isWanted)));
    }
    const guided = join(project, "docs/pictures/guide");
    if (values.guide) {
      const isTaken = (scene: string) => scene.includes(values.only);
      await guidePictures(browser, wanted, isTaken, folder, guided);
    }
    if (values.readme) await readmePictures(browser, folder, join(project, "docs/pictures"));
  } finally {
    await browser.close();
  }
  if (failures.length > 0) {
    process.stderr.write(`${failures.join("\n")}\n`);
    process.exitCode = 1;
  }
}

await main();
