import type { Client } from "@relais/client";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { keptHere } from "./support/kept.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { bubble, expectDelivery, expectTexts, field, log, write } from "./support/talk.ts";

const stage = useStage();

async function say(who: Client, conversation: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) await who.http.sendMessage(conversation, text);
}

const expectTitle = (page: Page, title: string) =>
  expect.poll(() => page.title(), { timeout: 20_000 }).toBe(title);

describe("messages that arrive while Awa is elsewhere", () => {
  it("raise the badge and the title, stand below a line when she opens, and are read by her looking", async () => {
    const talk = await openedTalk(stage, "Groupe en panne");
    const moussa = await stage.client("moussa");
    const awa = await stage.person("awa", "/requests");
    const card = awa.getByRole("listitem").filter({ hasText: talk.title });
    await card.waitFor();
    await say(moussa, talk.conversation, ["Je pars", "Je passe au dépôt", "J’arrive"]);
    await card.getByText("3 messages non lus").waitFor({ state: "attached" });
    await card.getByText("J’arrive").waitFor();
    await expectTitle(awa, "(3) Vos demandes · Relais");

    await card.getByRole("link").click();
    await log(awa).getByText("3 nouveaux messages").waitFor();
    await expectTitle(awa, "Groupe en panne · Relais");
    await expect
      .poll(async () => {
        const { receipts, viewer_id } = await moussa.http.getConversation(talk.conversation);
        return Object.entries(receipts).find(([id]) => id !== viewer_id)?.[1].read;
      })
      // The system's announcement is the first message.
      .toBe(4);
    await write(awa, "Je vous attends");
    await log(awa).getByText("3 nouveaux messages").waitFor({ state: "detached" });
    await awa.getByRole("link", { name: "Retour" }).click();
    await card.getByText("Vous : Je vous attends").waitFor();
    expect(await card.getByText("non lu").count()).toBe(0);
  });

  it("wait below a pill while she reads further up, and one tap brings her to them", async () => {
    const talk = await openedTalk(stage, "Devis pour la toiture");
    const moussa = await stage.client("moussa");
    const lines = Array.from({ length: 40 }, (_, index) => `Point ${index + 1} du devis`);
    await say(moussa, talk.conversation, lines);
    const awa = await stage.person("awa", talk.path);
    await log(awa).getByText("Point 1 du devis", { exact: true }).waitFor();
    const pill = awa.getByRole("button", { name: "Aller au plus récent" });
    await pill.click();
    await log(awa).getByText("Point 40 du devis").waitFor();
    await pill.waitFor({ state: "detached" });
    await restsAtEnd(awa);

    await log(awa).hover();
    await awa.mouse.wheel(0, -1_500);
    await pill.waitFor();
    await say(moussa, talk.conversation, ["Le total est tout en bas"]);
    await pill.getByText("1", { exact: true }).waitFor();
    await expectTitle(awa, "(1) Devis pour la toiture · Relais");
    await pill.click();
    await bubble(awa, "Le total est tout en bas").waitFor();
    await pill.waitFor({ state: "detached" });
    await expectTitle(awa, "Devis pour la toiture · Relais");
  });
});

describe("a conversation that she has read in part, on another device", () => {
  it("opens at the first message that she has not read, on a device that remembers less and on a fresh one", async () => {
    const talk = await openedTalk(stage, "Radiateur percé");
    const moussa = await stage.client("moussa");
    const elsewhere = await stage.client("awa");
    const phone = await stage.device();
    const before = await phone.newPage();
    await signIn(before, "awa", talk.path);
    await say(moussa, talk.conversation, ["Je regarde"]);
    await log(before).getByText("Je regarde").waitFor();
    await keptHere(before, "Je regarde");
    await before.close();

    const lines = Array.from({ length: 60 }, (_, index) => `Relevé ${index + 1} du circuit`);
    await say(moussa, talk.conversation, lines);
    // The system's announcement and the word of before stand above.
    const read = 22;
    await elsewhere.http.advanceReceipt(talk.conversation, { read });
    const fresh = await stage.device();
    for (const device of [phone, fresh]) {
      const page = await device.newPage();
      if (device === phone) await page.goto(talk.path);
      else await signIn(page, "awa", talk.path);
      await log(page).getByText("40 nouveaux messages").waitFor();
      await expect
        .poll(() => inSight(page, "Relevé 21 du circuit"), { timeout: 20_000 })
        .toBe(true);
      expect(await inSight(page, "Relevé 60 du circuit")).toBe(false);
      // Nothing of what was not looked at counts as read.
      const { receipts, viewer_id } = await elsewhere.http.getConversation(talk.conversation);
      expect(receipts[viewer_id]?.read).toBe(read);
      await page.close();
    }
  });
});

const inSight = (page: Page, text: string): Promise<boolean> =>
  log(page).evaluate((element, words) => {
    const { top, bottom } = element.getBoundingClientRect();
    return [...element.querySelectorAll("[data-delivery]")].some((one) => {
      const box = one.getBoundingClientRect();
      return one.textContent?.includes(words) && box.bottom > top && box.top < bottom;
    });
  }, text);

/** Once nothing moves any more and the newest message is in sight. */
async function restsAtEnd(page: Page): Promise<void> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const { top, left } = await log(page).evaluate((element) => ({
          top: element.scrollTop,
          left: element.scrollHeight - element.scrollTop - element.clientHeight,
        }));
        const rests = left < 2 && top === before;
        before = top;
        return rests;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}

describe("a message that cannot be sent", () => {
  it("is held back with a sentence when it holds a character that is not permitted", async () => {
    const talk = await openedTalk(stage, "Câble dénudé");
    const awa = await stage.person("awa", talk.path, { device: "desktop" });
    // A bidi override, as it hides in text pasted from elsewhere.
    await field(awa).fill("facture\u202Egpj.exe");
    await awa.getByText("un caractère invisible qui n’est pas permis").waitFor();
    await field(awa).press("Enter");
    expect(await field(awa).inputValue()).toBe("facture\u202Egpj.exe");
    await field(awa).fill("facture");
    await field(awa).press("Enter");
    await expectTexts(awa, ["facture"]);
  });

  it("stays failed after a reload, with its reason and the ways out, until she lets it go", async () => {
    const talk = await openedTalk(stage, "Porte de garage");
    const moussa = await stage.client("moussa");
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    await awa.context().setOffline(true);
    await write(awa, "Pouvez-vous repasser demain");
    await expectDelivery(awa, "Pouvez-vous repasser demain", "waiting");
    await moussa.http.changeStatus(talk.id, "cancelled");
    await awa.context().setOffline(false);

    const retry = awa.getByRole("button", { name: "Réessayer" });
    await expectDelivery(awa, "Pouvez-vous repasser demain", "failed");
    await log(awa).getByText("Non envoyé.").waitFor();
    await retry.waitFor();
    await awa.reload();
    await expectDelivery(awa, "Pouvez-vous repasser demain", "failed");
    await retry.click();
    await expectDelivery(awa, "Pouvez-vous repasser demain", "failed");
    await retry.waitFor();
    await awa.getByRole("button", { name: "Supprimer" }).click();
    await bubble(awa, "Pouvez-vous repasser demain").waitFor({ state: "detached" });
    await awa.reload();
    await log(awa).getByText("Moussa a annulé").waitFor();
    await expectTexts(awa, []);
  });
});
