import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openedTalk, type Talk } from "./support/cases.ts";
import { keptHere, stored } from "./support/kept.ts";
import { useStage } from "./support/stage.ts";
import { expectDelivery, shellKept, state, write } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

const tap = (page: Page, verb: string) =>
  page.locator("#content").getByRole("button", { name: verb, exact: true }).first().click();
const waits = (page: Page) => page.locator("#content [data-step=waiting]");
const refused = (page: Page) => page.locator("#content [data-step=failed]");

/** Moussa's phone, which can be driven without a network. */
async function phoneOfMoussa(talk: Talk) {
  const page = await stage.person("moussa", talk.path);
  const device = page.context();
  await write(page, "J’ai la pièce");
  await expectDelivery(page, "J’ai la pièce", "sent");
  await keptHere(page, "J’ai la pièce");
  await shellKept(page);
  return { device, page };
}

test("a case goes on without a network, a killed tab included: words and steps arrive once, in their order (P2, N18.12)", async () => {
  const talk = await openedTalk(stage, "Batterie à plat");
  const { device, page: before } = await phoneOfMoussa(talk);
  await device.setOffline(true);
  await write(before, "Je passe sous le tunnel");
  await tap(before, "Je pars");
  await state(before, "en route").waitFor();
  await tap(before, "Je suis arrivé");
  await state(before, "est sur place").waitFor();
  await waits(before).getByText("En attente du réseau").waitFor();
  await expect.poll(async () => (await stored(before, "relais-outbox", "entries")).length).toBe(3);
  await before.close();

  const page = await device.newPage();
  await page.goto("/mine");
  const card = page.getByRole("listitem").filter({ hasText: talk.title });
  await card.getByText("En attente du réseau").waitFor();
  await card.getByText("est sur place").waitFor();
  await card.getByRole("link", { name: talk.title }).click();
  await waits(page).waitFor();
  // One step too many is taken back as long as it waits.
  await tap(page, "Commencer");
  await tap(page, "Revenir en arrière");
  await state(page, "est sur place").waitFor();

  await device.setOffline(false);
  await waits(page).waitFor({ state: "detached" });
  const { http } = await stage.client("awa");
  await expect
    .poll(async () =>
      (await http.history(talk.conversation)).messages
        .filter(({ number }) => number > 1)
        .map(({ text, system }) => (system?.name === "status" ? system.status : text)),
    )
    .toEqual(["J’ai la pièce", "Je passe sous le tunnel", "en_route", "arrived"]);
  expect((await http.getCase(talk.id)).status).toBe("arrived");
  await state(page, "est sur place").waitFor();
});

test("a step that is refused when it arrives stays told until it is seen, and is not shown as taken", async () => {
  const talk = await openedTalk(stage, "Pneu crevé");
  const { device, page } = await phoneOfMoussa(talk);
  await device.setOffline(true);
  await tap(page, "Je pars");
  await waits(page).waitFor();
  await (await stage.client("awa")).http.changeStatus(talk.id, "cancelled");
  await device.setOffline(false);
  await refused(page).getByText("Non enregistré").waitFor();
  await state(page, "annulée").waitFor();
  await page.reload();
  await refused(page).getByText("En route").waitFor();
  await tap(page, "Compris");
  await refused(page).waitFor({ state: "detached" });
  await expect.poll(() => stored(page, "relais-outbox", "entries")).toEqual([]);
});
