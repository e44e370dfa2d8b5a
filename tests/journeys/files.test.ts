import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { field, log, shellKept } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

const deadline = { timeout: 30_000 };
const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");

/** A large photo, drawn by the browser itself. */
async function photo(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2_000, 1_500];
    const context = canvas.getContext("2d");
    const sky = context?.createLinearGradient(0, 0, 2_000, 1_500);
    sky?.addColorStop(0, "#f0a63c");
    sky?.addColorStop(1, "#006460");
    if (context && sky) {
      context.fillStyle = sky;
      context.fillRect(0, 0, 2_000, 1_500);
      context.fillStyle = "#142221";
      context.fillRect(500, 600, 1_000, 500);
    }
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1] ?? "";
  });
  return { name: "batterie.jpg", mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}

const choose = (page: Page) => page.locator("input[type=file][multiple]").first();
const sendButton = (page: Page) => page.locator("form:has(.composer-field) button[type=submit]");
const picture = (page: Page): Locator =>
  log(page).getByRole("button", { name: "Ouvrir la photo batterie.jpg" });
const card = (page: Page): Locator => log(page).getByRole("button", { name: /^Télécharger devis/ });

/** Waits until the picture is really drawn. */
async function expectDrawn(image: Locator): Promise<void> {
  const width = () =>
    image.evaluateAll((all) =>
      Math.max(0, ...all.map((one) => (one as HTMLImageElement).naturalWidth)),
    );
  await expect.poll(width, deadline).toBeGreaterThan(100);
}

describe("files", () => {
  it("brings Awa's photo and PDF to Moussa, who looks at one and keeps the other", async () => {
    const talk = await openedTalk(stage, "Batterie à plat");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    const files = [
      await photo(awa),
      { name: "devis.pdf", mimeType: "application/pdf", buffer: pdf },
    ];
    await choose(awa).setInputFiles(files);
    const tray = awa.getByRole("list", { name: "Fichiers à envoyer" });
    await expect.poll(() => tray.getByRole("listitem").count(), deadline).toBe(2);
    // A phone may end the page while its camera is open: what was chosen is there again.
    await awa.reload();
    await expect.poll(() => tray.getByRole("listitem").count(), deadline).toBe(2);
    await sendButton(awa).click();
    await expectDrawn(picture(awa).locator("img"));
    await tray.waitFor({ state: "detached" });

    await expectDrawn(picture(moussa).locator("img"));
    const frame = await picture(moussa).boundingBox();
    expect((frame?.width ?? 0) / (frame?.height ?? 1)).toBeCloseTo(4 / 3, 1);
    await picture(moussa).click();
    await expectDrawn(moussa.locator(".yarl__slide img"));
    await moussa.keyboard.press("Escape");
    await moussa.locator(".yarl__slide img").waitFor({ state: "detached" });
    const download = moussa.waitForEvent("download");
    await card(moussa).click();
    expect((await download).suggestedFilename()).toBe("devis.pdf");

    const { messages } = await (await stage.client("moussa")).http.history(talk.conversation);
    const [sent] = messages.at(-1)?.attachments ?? [];
    // Made smaller before it left the phone.
    expect([sent?.width, sent?.height]).toEqual([1_600, 1_200]);
  });

  it("keeps a photo that Awa sends without a network, over a killed tab, and brings it once (P2)", async () => {
    const talk = await openedTalk(stage, "Pneu crevé");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const phone = await stage.device();
    const killed = await phone.newPage();
    await signIn(killed, "awa", talk.path);
    await field(killed).waitFor();
    await shellKept(killed);
    const file = await photo(killed);
    await phone.setOffline(true);
    await choose(killed).setInputFiles(file);
    await sendButton(killed).click();
    await expectDrawn(picture(killed).locator("img"));
    await killed.close();

    const awa = await phone.newPage();
    await awa.goto(talk.path);
    await expectDrawn(picture(awa).locator("img"));
    await awa.getByRole("button", { name: "Mettre l’envoi en pause" }).waitFor();
    await phone.setOffline(false);
    await expectDrawn(picture(moussa).locator("img"));
    await expect.poll(() => picture(moussa).count(), deadline).toBe(1);
    await awa
      .getByRole("button", { name: "Mettre l’envoi en pause" })
      .waitFor({ state: "detached" });
    await expect.poll(() => picture(awa).count(), deadline).toBe(1);
  });

  it("stand among what was shared as soon as they are sent, while one looks", async () => {
    const talk = await openedTalk(stage, "Carte grise");
    const awa = await stage.person("awa", talk.path);
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await field(moussa).waitFor();
    await moussa.getByRole("button", { name: "Photos, fichiers et liens" }).click();
    const sheet = moussa.getByRole("dialog", { name: "Photos, fichiers et liens" });
    await sheet.getByRole("tab", { name: "Fichiers" }).click();
    await sheet.getByText("Aucun fichier").waitFor();
    await field(awa).waitFor();
    await choose(awa).setInputFiles({
      name: "devis.pdf",
      mimeType: "application/pdf",
      buffer: pdf,
    });
    await sendButton(awa).click();
    await sheet.getByText("devis.pdf").waitFor();
    // Once the server lists it too, it still stands there once.
    const { http } = await stage.client("moussa");
    const listed = async () =>
      (await http.shared(talk.conversation, { category: "file" })).items.length;
    await expect.poll(listed, deadline).toBe(1);
    await sheet.getByRole("tab", { name: "Photos" }).click();
    await sheet.getByText("Aucune photo").waitFor();
    await sheet.getByRole("tab", { name: "Fichiers" }).click();
    await sheet.getByText("devis.pdf").waitFor();
    expect(await sheet.getByText("devis.pdf").count()).toBe(1);
  });

  it("says why a file is refused, where it would have stood, and lets it be taken back", async () => {
    const talk = await openedTalk(stage, "Clé perdue");
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    const buffer = Buffer.from("<svg><script>alert(1)</script></svg>");
    await choose(awa).setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer });
    await sendButton(awa).click();
    await log(awa).getByText("plan.txt").first().waitFor();
    await log(awa).getByRole("alert").getByText("n’est pas d’un type accepté").waitFor();
    await log(awa).getByRole("button", { name: "Supprimer" }).click();
    await log(awa).getByText("plan.txt").first().waitFor({ state: "detached" });
  });
});
