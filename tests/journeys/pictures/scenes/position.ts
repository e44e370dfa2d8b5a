import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";

const market = { latitude: 12.6392, longitude: -8.0029 };
/** Moussa's way, one measure after the other. */
const way = [
  [12.63171, -8.02503],
  [12.6325, -8.02386],
  [12.63318, -8.02282],
  [12.63402, -8.02144],
] as const;

async function talk(stage: Stage) {
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { id } = await awa.http.openCase({ kind: "request", ...stage.words.car, ...market });
  const { conversation_id } = await moussa.http.acceptCase(id);
  await moussa.http.changeStatus(id, "en_route");
  for (const [who, text] of stage.words.today.slice(0, 2)) {
    const client = who === "awa" ? awa : moussa;
    await client.http.sendMessage(conversation_id ?? "", text);
  }
  return { id, path: `/communication/${id}` };
}

const card = (stage: Stage, page: Page) =>
  page.getByRole("region", { name: stage.say("Position en direct", "Live position") });

/** Moussa's phone at the first measure, sharing until he arrives. */
async function moussaSets(stage: Stage, path: string): Promise<Page> {
  const page = await stage.at("moussa", path);
  await page.context().setGeolocation(fixAt(0));
  await page.getByRole("button", { name: stage.say("Actions rapides", "Quick actions") }).click();
  await page.getByRole("button", { name: stage.say("Ma position", "My position") }).click();
  await page.getByRole("dialog").last().waitFor();
  await stage.picture(page, "position--choices");
  await page
    .getByRole("button", { name: stage.say("Jusqu’à l’arrivée", "Until I arrive") })
    .click();
  await card(stage, page).waitFor();
  return page;
}

function fixAt(index: number) {
  const [latitude, longitude] = way[index] ?? way[0];
  return { latitude, longitude, accuracy: 9 };
}

/** Drives on: at most one measure every two seconds goes up. */
async function moussaDrives(phone: Page): Promise<void> {
  for (let index = 1; index < way.length; index += 1) {
    await phone.waitForTimeout(2_600);
    await phone.context().setGeolocation(fixAt(index));
  }
}

/** Who comes, on a map: in the conversation, on a page of its own, on both phones. */
export const position: readonly Scene[] = [
  {
    name: "position--nobody",
    async take(stage) {
      const { path } = await talk(stage);
      const page = await stage.at("awa", `${path}/suivi`);
      await page
        .getByRole("heading", {
          name: stage.say("Personne n’est en route", "Nobody is on the way"),
        })
        .waitFor();
      await stage.picture(page, "position--nobody");
    },
  },
  {
    name: "position--live",
    async take(stage) {
      const { path } = await talk(stage);
      const page = await stage.at("awa", path);
      const phone = await moussaSets(stage, path);
      await card(stage, page).waitFor();
      await card(stage, page).getByRole("link").waitFor();
      await page.goto(`${path}/suivi`);
      await page.locator("[data-mover]").waitFor();
      await moussaDrives(phone);
      await page.waitForTimeout(800);
      await stage.picture(page, "position--tracking");
      const x = stage.variation.device === "phone" ? 200 : 900;
      await page.mouse.move(x, 300);
      await page.mouse.down();
      await page.mouse.move(x + 80, 420, { steps: 5 });
      await page.mouse.up();
      await page.getByRole("button", { name: stage.say("Recentrer", "Recenter") }).waitFor();
      await stage.picture(page, "position--moved-away");
      await stage.picture(phone, "position--mine");
      await page.goto(path);
      await page.locator("[data-mover]").waitFor();
      await page.waitForTimeout(500);
      await stage.picture(page, "position--conversation");
    },
  },
];
