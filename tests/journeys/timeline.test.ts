import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();

const details = (page: Page) => page.getByRole("complementary", { name: "Détails de la demande" });
const history = (page: Page) => details(page).locator("[data-history] > li");

test("P5 N19.3: the office sees every change at once; the customer all but what is internal", async () => {
  const talk = await openedTalk(stage, "Démarreur muet");
  const look = { device: "desktop" } as const;
  const [claire, awa] = await Promise.all([
    stage.person("claire", talk.path, look),
    stage.person("awa", talk.path, look),
  ]);
  const taken = { hasText: "Confié à Moussa Keïta" };
  await history(claire).filter(taken).getByText("Client informé").waitFor();
  await history(awa).filter(taken).waitFor();

  const { http } = await stage.client("claire");
  await http.updateCase(talk.id, { tags: ["zulu-7719"] });
  await history(claire).filter({ hasText: "zulu-7719" }).getByText("Interne").waitFor();
  await http.updateCase(talk.id, { priority: "urgent", note: "Route coupée" });
  for (const page of [claire, awa]) {
    await history(page).filter({ hasText: "Urgent" }).getByText("Route coupée").waitFor();
  }
  expect(await awa.content()).not.toContain("zulu-7719");

  const moussa = await stage.client("moussa");
  await moussa.http.changeStatus(talk.id, "en_route");
  const current = details(awa).locator("[aria-current=step]");
  await current.filter({ hasText: "En route" }).waitFor();
  await history(awa).filter({ hasText: "En route" }).getByText("Annoncé ici").waitFor();
});
