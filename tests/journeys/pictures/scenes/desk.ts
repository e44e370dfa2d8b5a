import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";
import { claims } from "./claims.ts";

async function opened(stage: Stage): Promise<Page> {
  await claims(stage);
  const page = await stage.at("nadia", "/chat");
  await page.getByRole("button", { name: new RegExp(`^${stage.label("desk_view_all")}`) }).click();
  await page.locator("[data-desk-case]").nth(2).waitFor();
  return page;
}

/** A sheet of the desk, by its key. */
const sheet = (name: string, key: string): Scene => ({
  name,
  async take(stage) {
    const page = await opened(stage);
    await page.locator("[data-desk-case] a").first().focus();
    await page.keyboard.press(key);
    await page.getByRole("dialog").locator("button, input, select").first().waitFor();
    await stage.picture(page, name);
  },
});

/** What an office has on its desk all day. */
export const desk: readonly Scene[] = [
  {
    name: "desk--list",
    async take(stage) {
      const page = await opened(stage);
      await stage.picture(page, "desk--list");
      if (stage.variation.device === "phone") return;
      await page.getByRole("button", { name: stage.label("desk_do_density") }).click();
      await stage.picture(page, "desk--compact");
    },
  },
  {
    name: "desk--bulk",
    async take(stage) {
      const page = await opened(stage);
      for (const index of [0, 1]) {
        await page.locator("[data-desk-case] a").nth(index).focus();
        await page.keyboard.press("x");
      }
      await page.getByRole("toolbar").first().waitFor();
      await stage.picture(page, "desk--bulk");
    },
  },
  sheet("desk--palette", "Control+k"),
  sheet("desk--help", "?"),
  sheet("desk--filters", "f"),
  sheet("desk--assign", "a"),
  sheet("desk--snooze", "s"),
  sheet("desk--priority", "p"),
  sheet("desk--tags", "t"),
  sheet("desk--end", "e"),
  {
    name: "desk--team",
    async take(stage) {
      const page = await opened(stage);
      await page.getByRole("button", { name: stage.label("desk_team_short") }).click();
      await page.getByRole("dialog").getByText("Julien Moreau").first().waitFor();
      await stage.picture(page, "desk--team");
    },
  },
  {
    name: "desk--due",
    async take(stage) {
      const page = await opened(stage);
      await page
        .getByRole("button", { name: new RegExp(`^${stage.label("desk_view_overdue")}`) })
        .click();
      await page.locator("[data-desk-case], h2").first().waitFor();
      await stage.picture(page, "desk--overdue");
    },
  },
  {
    name: "desk--empty",
    async take(stage) {
      const page = await stage.at("nadia", "/chat");
      await page
        .getByRole("button", { name: new RegExp(`^${stage.label("desk_view_snoozed")}`) })
        .click();
      await page.locator("[data-desk-case], h2").first().waitFor();
      await stage.picture(page, "desk--snoozed");
    },
  },
  {
    name: "desk--new",
    async take(stage) {
      const page = await stage.at("nadia", "/requests/new");
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await stage.picture(page, "desk--new");
    },
  },
];
