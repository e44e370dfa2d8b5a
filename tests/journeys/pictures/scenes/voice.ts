import type { Page } from "playwright-core";
import type { Scene } from "../stage.ts";

/** Voice notes, from the finger on the button to the other's ear. */
export const voice: readonly Scene[] = [
  {
    name: "voice",
    async take(stage) {
      const path = `/communication/${stage.seeded.car.id}`;
      const page = await stage.at("awa", path);
      const log = page.getByRole("log");
      const button = (fr: string, en: string) =>
        page.getByRole("button", { name: stage.say(fr, en), exact: true });
      const microphone = button("Enregistrer un message vocal", "Record a voice message");
      await page.locator("textarea").waitFor();
      await hold(page, microphone);
      await stage.picture(page, "voice--held");
      await page.mouse.up();
      await log.locator("[data-voice]").first().waitFor();
      await log.getByRole("progressbar").waitFor({ state: "detached" });

      await microphone.click();
      await page.locator("[data-recorder=locked]").getByText("0:02").waitFor();
      await stage.picture(page, "voice--locked");
      await button("Terminer l’enregistrement", "Finish recording").click();
      await page.locator("[data-recorder=review]").waitFor();
      await stage.picture(page, "voice--review");
      await button("Envoyer le message vocal", "Send the voice message").click();
      await log.locator("[data-voice]").nth(1).waitFor();
      await log.getByRole("progressbar").waitFor({ state: "detached" });

      const his = await stage.at("moussa", path);
      await his.getByRole("log").waitFor();
      const newest = his.getByRole("button", { name: /plus récent|newest/ });
      // Where much has come since, the newest is further down.
      await newest.click({ timeout: 3_000 }).catch(() => {});
      const note = his.getByRole("log").locator("[data-voice]").first();
      await note.waitFor();
      await stage.picture(his, "voice--received");
      await note.getByRole("button", { name: /^(Écouter|Play)/ }).click();
      await his.locator("[data-voice=playing]").first().waitFor();
      await note.getByRole("slider").press("ArrowRight");
      await stage.picture(his, "voice--playing");

      await hold(page, microphone);
      await his
        .getByText(/enregistre un message|recording a voice message/)
        .first()
        .waitFor();
      await stage.picture(his, "voice--recording");
      await page.mouse.move(0, 0);
      await page.mouse.up();

      await page.context().clearPermissions();
      await microphone.click();
      await page.locator("[data-recorder=failed]").waitFor();
      await stage.picture(page, "voice--blocked");
    },
  },
];

async function hold(page: Page, button: ReturnType<Page["getByRole"]>): Promise<void> {
  await button.hover();
  await page.mouse.down();
  await page.locator("[data-recorder=held]").getByText("0:02").waitFor();
}
