import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { journalOf, openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { bubble, expectTexts, field, log, write } from "./support/talk.ts";

const stage = useStage();

/** The bubble itself, not the tick within it. */
const message = (page: Page, text: string) =>
  bubble(page, text).and(page.locator(".bubble")).first();

/** Opens what can be done with a message, as a mouse or a finger does. */
async function openMenu(page: Page, text: string): Promise<void> {
  const button = message(page, text).getByRole("button", { name: "Actions sur le message" });
  if (await page.evaluate(() => matchMedia("(pointer: coarse)").matches)) {
    await message(page, text).dispatchEvent("touchstart", touchAt(0, 0));
  } else {
    await message(page, text).hover();
    await button.click();
  }
  await page.getByRole("dialog", { name: "Actions sur le message" }).waitFor();
}

const touchAt = (x: number, y: number) => ({
  touches: [{ identifier: 1, clientX: 200 + x, clientY: 200 + y }],
});

const choose = (page: Page, name: string) =>
  page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

/** A finger that moves a message to the right and lets go. */
async function swipe(page: Page, text: string): Promise<void> {
  const box = await message(page, text).boundingBox();
  if (box === null) throw new Error(`« ${text} » is not on the screen`);
  const session = await page.context().newCDPSession(page);
  const y = box.y + box.height / 2;
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x?: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: x === undefined ? [] : [{ x, y }],
    });
  const x = box.x + 20;
  await touch("touchStart", x);
  for (const step of [15, 40, 65, 80]) await touch("touchMove", x + step);
  await touch("touchEnd");
}

describe("what one can do with a message", () => {
  it("is answered, edited, reacted to and deleted, and both see the same", async () => {
    const talk = await openedTalk(stage, "Portail bloqué");
    const awa = await stage.person("awa", talk.path);
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await write(awa, "Je suis devant la pharmacie", "Le code est 4512");
    await message(moussa, "4512").waitFor();

    // Moussa answers with a quote, by mouse.
    await openMenu(moussa, "pharmacie");
    await choose(moussa, "Répondre");
    await moussa.getByText("Réponse à Awa Traoré").waitFor();
    await field(moussa).pressSequentially("J’y suis dans cinq minutes");
    await moussa.keyboard.press("Enter");
    const answer = message(awa, "cinq minutes");
    await answer.locator(".quote").filter({ hasText: "devant la pharmacie" }).waitFor();

    // Awa corrects herself; the quote follows.
    await openMenu(awa, "Je suis devant");
    await choose(awa, "Modifier");
    await expect.poll(() => field(awa).inputValue()).toBe("Je suis devant la pharmacie");
    await write(awa, "Je suis devant la grande école");
    await message(moussa, "grande école").getByText("modifié").waitFor();
    await message(moussa, "cinq minutes").locator(".quote").getByText("grande école").waitFor();

    // Both react with the same; the second takes it back.
    await openMenu(moussa, "4512");
    await choose(moussa, "🙏");
    const reaction = awa.getByRole("button", { name: /^🙏 de Moussa/ });
    await reaction.click();
    await awa
      .getByRole("button", { name: /🙏 de .*Vous/ })
      .getByText("2")
      .waitFor();
    await awa.getByRole("button", { name: /🙏 de .*Vous/ }).click();
    await moussa.getByRole("button", { name: "🙏 de Vous", exact: true }).waitFor();

    // Who received it and who read it.
    await openMenu(awa, "4512");
    await choose(awa, "Reçu et lu par");
    const sheet = awa.getByRole("dialog", { name: "Reçu et lu par" });
    await sheet.getByText("Moussa Keïta").waitFor();
    await sheet.getByText(/^Lu \d/).waitFor();
    await sheet.getByRole("button", { name: "Fermer" }).click();

    // Awa takes the code back: nobody has it any more, whenever they come.
    await openMenu(awa, "4512");
    await choose(awa, "Supprimer");
    await choose(awa, "Supprimer pour tout le monde");
    for (const page of [awa, moussa]) {
      await log(page).getByText("Message supprimé").waitFor();
      await message(page, "4512").waitFor({ state: "detached" });
    }
    await moussa.reload();
    await log(moussa).getByText("Message supprimé").waitFor();
    expect(await log(moussa).getByText("4512").count()).toBe(0);
    expect(await journalOf(stage, talk)).toEqual([
      "Je suis devant la grande école",
      "",
      "J’y suis dans cinq minutes",
    ]);
  });

  it("is answered by a swipe on a phone, and given up by its cross", async () => {
    const talk = await openedTalk(stage, "Volet coincé");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Quel étage ?");
    const awa = await stage.person("awa", talk.path);
    await message(awa, "Quel étage").waitFor();
    await swipe(awa, "Quel étage");
    await awa.getByText("Réponse à Moussa Keïta").waitFor();
    await awa.getByRole("button", { name: "Annuler" }).click();
    await awa.getByText("Réponse à Moussa Keïta").waitFor({ state: "detached" });
    await swipe(awa, "Quel étage");
    await write(awa, "Le troisième");
    await message(awa, "Le troisième").locator(".quote").getByText("Quel étage").waitFor();
  });

  it("is done by keyboard: the last message is rewritten with the arrow up", async () => {
    const talk = await openedTalk(stage, "Chauffe-eau");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await write(moussa, "J’arive");
    await expect
      .poll(() => message(moussa, "J’arive").getAttribute("data-delivery"))
      .not.toBe("waiting");
    await field(moussa).press("ArrowUp");
    await expect.poll(() => field(moussa).inputValue()).toBe("J’arive");
    await field(moussa).fill("J’arrive");
    await field(moussa).press("Enter");
    await expectTexts(moussa, ["J’arrive"]);
    await field(moussa).press("ArrowUp");
    await field(moussa).press("Escape");
    await expect.poll(() => field(moussa).inputValue()).toBe("");
  });

  it("is kept while it is typed, though the team's part of the conversation comes later", async () => {
    const talk = await openedTalk(stage, "Volet bloqué");
    const page = await stage.person("moussa", "/mine", { device: "desktop" });
    await page.getByText(talk.title).first().waitFor();
    // Whatever stands in its place later is another element, without this mark.
    await page.addInitScript(() => {
      const seen = new MutationObserver(() => {
        const first = document.querySelector<HTMLElement>("textarea.composer-field");
        if (first === null) return;
        first.dataset.first = "";
        seen.disconnect();
      });
      seen.observe(document, { childList: true, subtree: true });
    });
    await page.goto(talk.path);
    await page.locator("textarea.composer-field:focus").waitFor();
    await page.keyboard.type("Je regarde le volet");
    await page.getByRole("group", { name: "À qui écrivez-vous" }).waitFor();
    const first = page.locator("textarea.composer-field[data-first]:focus");
    await expect.poll(() => first.inputValue()).toBe("Je regarde le volet");
  });

  it("is found again from its quote, three pages further up", async () => {
    const talk = await openedTalk(stage, "Longue histoire");
    const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
    const { number } = await awa.http.sendMessage(talk.conversation, "La clé est sous le pot");
    // Three pages in between, and no more than two people may write at once.
    for (let line = 0; line < 150; line += 1) {
      const speaker = line % 2 === 0 ? moussa : awa;
      await speaker.http.sendMessage(talk.conversation, `Ligne ${line}`);
    }
    const last = await moussa.http.sendMessage(
      talk.conversation,
      "Je l’ai trouvée",
      "found",
      number,
    );
    await awa.http.advanceReceipt(talk.conversation, { read: last.number });
    const page = await stage.person("awa", talk.path);
    await log(page)
      .getByRole("button", { name: "Voir le message de Vous" })
      .filter({ hasText: "sous le pot" })
      .click();
    const original = page.locator(`[data-number="${number}"] .bubble`);
    await original.waitFor();
    await expect.poll(() => original.isVisible()).toBe(true);
    expect(await log(page).getByText("Je l’ai trouvée").count()).toBe(0);
    await page.getByRole("button", { name: "Aller au plus récent" }).click();
    await log(page).getByText("Je l’ai trouvée").waitFor();
  });
});
