import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, log } from "./support/talk.ts";

const stage = useStage();

const desktop = { device: "desktop" } as const;

test("N25.5: a technician names a colleague in a note; she is told at once, and led there", async () => {
  const talk = await openedTalk(stage, "Alternateur à changer");
  const claire = await stage.person("claire", "/available", desktop);
  const moussa = await stage.person("moussa", talk.path, desktop);
  await moussa.getByRole("button", { name: "Note interne" }).click();
  await field(moussa).fill("@clai");
  await moussa.getByRole("option", { name: /Claire Diallo/ }).waitFor();
  await field(moussa).press("Enter");
  await expect.poll(() => field(moussa).inputValue()).toBe("@Claire Diallo ");
  await field(moussa).pressSequentially("peux-tu rappeler ?");
  await field(moussa).press("Enter");
  await bubble(moussa, "peux-tu rappeler").locator("strong").getByText("@Claire Diallo").waitFor();

  await claire.getByText("Moussa vous mentionne").waitFor();
  await claire.getByRole("button", { name: "Voir" }).click();
  await claire.waitForURL(`**${talk.path}`);
  await bubble(claire, "peux-tu rappeler").waitFor();
  const { http } = await stage.client("claire");
  // What else concerns her stays as it is.
  const unseen = async () =>
    (await http.notifications()).notifications.filter(
      ({ type, read_at }) => type === "mention" && read_at === null,
    ).length;
  await expect.poll(unseen).toBe(0);

  // Before the customer « @ » is a sign like any other, and she hears nothing of all this.
  await moussa.getByRole("button", { name: "Au client" }).click();
  await field(moussa).fill("@clai");
  expect(await moussa.getByRole("listbox").count()).toBe(0);
  const awa = await stage.person("awa", talk.path);
  await log(awa).waitFor();
  expect(await awa.content()).not.toContain("peux-tu rappeler");
});
