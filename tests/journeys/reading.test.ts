import type { Client } from "@relais/client";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
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
