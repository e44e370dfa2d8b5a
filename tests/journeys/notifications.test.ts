import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { field } from "./support/talk.ts";

const stage = useStage();

test("N28.1 N28.2 N28.3: what happens to a case is told in the header, live, and opened from there", async () => {
  const talk = await openedTalk(stage, "Courroie à changer");
  const awa = await stage.person("awa", "/requests");
  const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
  await awa.getByRole("button", { name: /^Notifications/ }).waitFor();
  await field(moussa).fill("Je prends la pièce et je pars.");
  await field(moussa).press("Enter");

  // Said once, calmly, wherever she is.
  await awa
    .getByText(/Moussa vous écrit.*Courroie à changer/)
    .first()
    .waitFor();
  await awa.getByRole("button", { name: /^Notifications, \d+ non lue/ }).click();
  const centre = awa.getByRole("dialog", { name: "Notifications" });
  await centre.getByText("Je prends la pièce et je pars.").waitFor();
  await centre.getByRole("button", { name: "Choisir" }).click();
  // What never happens to a customer is not offered to her.
  await centre.getByRole("checkbox", { name: "Un dossier avance" }).waitFor();
  expect(await centre.getByRole("checkbox").count()).toBe(2);
  await centre.getByRole("checkbox", { name: "Un dossier avance" }).uncheck();
  const { http } = await stage.client("awa");
  await expect
    .poll(async () => (await http.notificationPreferences()).preferences)
    .toContainEqual({ type: "status", wanted: false });

  await centre.getByRole("button", { name: "Tout marquer comme lu" }).click();
  await awa
    .getByRole("button", { name: "Notifications", exact: true, includeHidden: true })
    .waitFor({
      state: "attached",
    });
  await centre.getByRole("button", { name: /Moussa vous écrit.*Courroie/ }).click();
  await awa.waitForURL(`**${talk.path}`);
});
