import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { log } from "./support/talk.ts";

const stage = useStage();

test("N25.7: the customer is asked once the work is done, by the link too, and the team reads it", async () => {
  const talk = await openedTalk(stage, "Courroie cassée");
  const { http } = await stage.client("moussa");
  const { path } = await http.shareLink(talk.conversation);
  const awa = await (await stage.device()).newPage();
  await awa.goto(path);
  await log(awa).waitFor();
  const question = awa.getByRole("group", { name: "Comment cela s’est-il passé" });
  expect(await question.count()).toBe(0);
  for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
    await http.changeStatus(talk.id, status);
  }
  await question.getByRole("radio", { name: /^4/ }).check({ force: true });
  await awa.getByLabel("Un mot de plus").fill("Rapide et clair");
  await awa.getByRole("button", { name: "Envoyer mon avis" }).click();
  await awa.getByText("Merci pour votre avis").waitFor();
  await awa.reload();
  await awa.getByText("Merci pour votre avis").waitFor();
  expect(await question.count()).toBe(0);

  const claire = await stage.person("claire", talk.path, { device: "desktop" });
  const entry = claire.locator("[data-history] > li").filter({ hasText: "Avis du client" });
  await entry.getByText("4 sur 5").waitFor();
  await entry.getByText("Rapide et clair").waitFor();
});
