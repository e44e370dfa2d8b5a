import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";

async function centre(stage: Stage): Promise<Page> {
  const page = await stage.at("awa", "/requests");
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await page.getByRole("dialog").getByRole("button").first().waitFor();
  return page;
}

/** What is told in the header, and what one sets for oneself. */
export const notices: readonly Scene[] = [
  {
    name: "notices--centre",
    async take(stage) {
      const page = await centre(stage);
      await page.getByRole("dialog").locator("li").first().waitFor();
      await stage.picture(page, "notices--centre");
      await page.getByRole("button", { name: stage.label("notices_choose") }).click();
      await page.getByRole("checkbox").first().waitFor();
      await stage.picture(page, "notices--choices");
    },
  },
  {
    name: "notices--empty",
    async take(stage) {
      const page = await stage.at("oscar", "/requests");
      await page.getByRole("button", { name: /^Notifications/ }).click();
      await page.getByText(stage.label("notices_empty_title")).waitFor();
      await stage.picture(page, "notices--empty");
    },
  },
  {
    name: "settings",
    async take(stage) {
      const page = await stage.at("awa", "/requests");
      await page
        .getByRole("button", { name: /^(Compte et affichage|Account and display)/ })
        .click();
      await page.getByRole("dialog").getByText(stage.label("settings_theme")).waitFor();
      await stage.picture(page, "settings");
      await page.getByRole("button", { name: stage.label("devices_title") }).click();
      await page.getByText(stage.label("devices_here")).waitFor();
      await stage.picture(page, "settings--devices");
    },
  },
  {
    name: "shared",
    async take(stage) {
      const page = await stage.at("awa", `/communication/${stage.seeded.car.id}`);
      await page.getByRole("log").waitFor();
      if (stage.variation.device === "phone") {
        await page
          .getByRole("button", { name: stage.say("Détails de la demande", "Request details") })
          .click();
      }
      await page.getByRole("button", { name: stage.label("shared_title") }).click();
      const sheet = page.getByRole("dialog", { name: stage.label("shared_title") });
      await sheet.locator("img, h2, h3").last().waitFor();
      await page.waitForTimeout(800);
      await stage.picture(page, "shared--pictures");
      for (const tab of ["files", "voices", "links"]) {
        await sheet.getByRole("tab", { name: stage.label(`shared_${tab}`) }).click();
        await sheet.locator("li, h2, h3").last().waitFor();
        await stage.picture(page, `shared--${tab}`);
      }
    },
  },
];
