import type { Locator, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { bubble, expectDelivery, field, log, write } from "./support/talk.ts";
import { WebSite } from "./support/web-site.ts";

const site = await WebSite.open();
const stage = useStage({ settings: { RELAIS_LINK_PREVIEWS_ALLOW: `127.0.0.1:${site.port}` } });
afterAll(() => site.close());

const deadline = { timeout: 30_000 };
const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");

/** A picture as sites have them, drawn by the browser itself. */
async function drawing(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1_200, 630];
    const context = canvas.getContext("2d");
    const sky = context?.createLinearGradient(0, 0, 1_200, 630);
    sky?.addColorStop(0, "#d6f2ef");
    sky?.addColorStop(1, "#006460");
    if (context && sky) {
      context.fillStyle = sky;
      context.fillRect(0, 0, 1_200, 630);
      context.fillStyle = "#142221";
      context.fillRect(380, 240, 440, 230);
      context.fillRect(450, 205, 60, 40);
      context.fillRect(690, 205, 60, 40);
    }
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  return Buffer.from(base64, "base64");
}

/** A page about batteries, with a picture of one. */
async function article(page: Page, path = "/batterie"): Promise<string> {
  site.put("/photo.png", { type: "image/png", body: await drawing(page) });
  return site.page(
    path,
    '<title>Batterie</title><meta property="og:title" content="Batterie à plat : que faire en attendant ?">' +
      '<meta property="og:description" content="Les bons gestes, et ceux qui abîment l’alternateur.">' +
      '<meta property="og:site_name" content="Le Garage"><meta property="og:image" content="/photo.png">',
  );
}

const card = (page: Page): Locator => log(page).locator("[data-link-card]");

/** The address of what is really drawn. */
async function expectDrawn(image: Locator): Promise<string> {
  await expect
    .poll(
      () =>
        image.evaluateAll((all) =>
          Math.max(0, ...all.map((one) => (one as HTMLImageElement).naturalWidth)),
        ),
      deadline,
    )
    .toBeGreaterThan(300);
  return (await image.last().getAttribute("src")) ?? "";
}

async function attach(page: Page): Promise<void> {
  await field(page).waitFor();
  const files = [
    { name: "moteur.png", mimeType: "image/png", buffer: await drawing(page) },
    { name: "devis.pdf", mimeType: "application/pdf", buffer: pdf },
  ];
  await page.locator("input[type=file][multiple]").first().setInputFiles(files);
  await write(page, "Le moteur et le devis");
  await expectDelivery(page, "Le moteur et le devis", "read");
}

describe("links", () => {
  it("shows where Awa's link leads, with a picture from our own server, until she takes it back", async () => {
    const talk = await openedTalk(stage, "Batterie à plat");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop", theme: "dark" });
    const awa = await stage.person("awa", talk.path);
    const link = await article(awa);
    await write(awa, `Regardez ce que j’ai trouvé : ${link}`);
    for (const page of [moussa, awa]) {
      await card(page).getByText("Batterie à plat : que faire en attendant ?").waitFor();
      expect(await card(page).getByText("Le Garage · 127.0.0.1").count()).toBe(1);
      const source = await expectDrawn(card(page).locator("img"));
      expect(new URL(source).origin).toBe(stage.server.url);
    }
    expect(await card(moussa).getByRole("link").getAttribute("href")).toBe(link);
    expect(site.asked.filter((path) => path === "/batterie")).toHaveLength(1);
    const client = await stage.client("awa");
    await client.http.editMessage(talk.conversation, 2, "Rien, je me suis trompée");
    await bubble(moussa, "Rien, je me suis trompée").waitFor();
    await expect.poll(() => card(moussa).count(), deadline).toBe(0);
  });

  it("waits with the picture for a tap where bytes count", async () => {
    const talk = await openedTalk(stage, "Réseau lent");
    const context = await stage.device();
    await context.addInitScript(() => {
      const connection = Object.assign(new EventTarget(), { saveData: true, effectiveType: "4g" });
      Object.defineProperty(navigator, "connection", { value: connection });
    });
    const awa = await stage.person("awa", talk.path);
    const link = await article(awa);
    const moussa = await context.newPage();
    await signIn(moussa, "moussa", talk.path);
    const fetched: string[] = [];
    moussa.on("request", (request) => {
      if (request.url().includes("/files/")) fetched.push(request.url());
    });
    await write(awa, link);
    await card(moussa).getByText("Batterie à plat").waitFor();
    const show = card(moussa).getByRole("button", { name: /^Afficher l’image/ });
    await show.waitFor();
    expect(fetched).toEqual([]);
    await show.click();
    await expectDrawn(card(moussa).locator("img"));
    expect(fetched).not.toEqual([]);
  });
});

describe("who received and read a message, and when", () => {
  it("is told to Awa, and follows while she looks", async () => {
    const talk = await openedTalk(stage, "Heures");
    const awa = await stage.person("awa", talk.path);
    await write(awa, "Vous êtes en route ?");
    await expectDelivery(awa, "Vous êtes en route ?", "sent");
    const touch = { touches: [{ identifier: 1, clientX: 200, clientY: 200 }] };
    await bubble(awa, "Vous êtes en route ?").dispatchEvent("touchstart", touch);
    await awa.getByRole("dialog").getByRole("button", { name: "Reçu et lu par" }).click();
    const sheet = awa.getByRole("dialog", { name: "Reçu et lu par" });
    await sheet.getByText("Pas encore reçu").waitFor();
    await stage.person("moussa", talk.path, { device: "desktop" });
    await sheet.getByText(/^Lu \d{2}:\d{2}$/).waitFor();
    await sheet.getByText(/^Reçu \d{2}:\d{2}$/).waitFor();
  });
});

describe("what a conversation holds", () => {
  it("is found by kind, opens, and leads to its message", async () => {
    const talk = await openedTalk(stage, "Retrouver un devis");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const awa = await stage.person("awa", talk.path);
    const link = await article(awa, "/article");
    await attach(awa);
    await write(awa, `À lire : ${link}`);
    await card(moussa).waitFor();
    const client = await stage.client("moussa");
    for (let index = 1; index <= 60; index += 1)
      await client.http.sendMessage(talk.conversation, `Étape ${index}`);
    await log(awa).getByText("Étape 60").waitFor();

    // From the desk: in the panel beside the conversation.
    await moussa.getByRole("button", { name: "Photos, fichiers et liens" }).click();
    const desk = moussa.getByRole("dialog", { name: "Photos, fichiers et liens" });
    const picture = desk.getByRole("button", { name: "Ouvrir la photo moteur.png" });
    await expect.poll(() => picture.count(), deadline).toBe(1);
    await picture.click();
    const whole = moussa.locator(".yarl__slide_image");
    await whole.waitFor();
    // As large as the screen, above the sheet.
    await expect
      .poll(async () => (await whole.boundingBox())?.width ?? 0, deadline)
      .toBeGreaterThan(1_000);
    await moussa.getByRole("button", { name: "Voir le message" }).click();
    await bubble(moussa, "Le moteur et le devis").waitFor();
    await expect.poll(() => desk.isVisible(), deadline).toBe(false);
    expect(await log(moussa).getByText("Étape 60").isVisible()).toBe(false);

    // On the phone: from the details of the case.
    await awa.getByRole("button", { name: "Détails de la demande" }).click();
    await awa.getByRole("button", { name: "Photos, fichiers et liens" }).click();
    const phone = awa.getByRole("dialog", { name: "Photos, fichiers et liens" });
    await phone.getByRole("tab", { name: "Photos" }).press("ArrowRight");
    await phone.getByRole("button", { name: /^Télécharger devis\.pdf/ }).waitFor();
    const download = awa.waitForEvent("download");
    await phone.getByRole("button", { name: /^Télécharger devis\.pdf/ }).click();
    expect((await download).suggestedFilename()).toBe("devis.pdf");
    await phone.getByRole("tab", { name: "Vocaux" }).click();
    await phone.getByText("Aucun message vocal").waitFor();
    await phone.getByRole("tab", { name: "Liens" }).click();
    const found = phone.getByRole("link", { name: /Batterie à plat/ });
    await found.waitFor();
    expect(await found.getAttribute("href")).toBe(link);
    await phone.getByRole("button", { name: "Voir le message" }).click();
    await bubble(awa, "À lire").waitFor();
    await expect.poll(() => phone.isVisible(), deadline).toBe(false);

    // What is deleted is gone.
    const own = await stage.client("awa");
    await own.http.deleteMessage(talk.conversation, 2);
    await moussa.getByRole("button", { name: "Photos, fichiers et liens" }).click();
    await desk.getByText("Aucune photo").waitFor();
  });
});

describe("a search with filters", () => {
  it("finds by kind, by writer and by date, with words and without", async () => {
    const talk = await openedTalk(stage, "Filtres");
    const [client, other] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
    await client.http.sendMessage(talk.conversation, "Voir https://garage.example/filtre");
    await client.http.sendMessage(talk.conversation, "Le filtre à huile");
    await other.http.sendMessage(talk.conversation, "Le filtre à air");
    await expect
      .poll(async () => {
        const found = await client.http.search({
          holds: "link",
          conversation_id: talk.conversation,
        });
        const words = await client.http.search({ q: "filtre", conversation_id: talk.conversation });
        return found.hits.length + words.hits.length;
      }, deadline)
      .toBe(4);
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    await awa.getByRole("button", { name: "Rechercher dans la conversation" }).click();
    const sheet = awa.getByRole("dialog", { name: "Rechercher dans la conversation" });
    const hits = sheet.getByRole("listitem");
    await sheet.getByRole("combobox", { name: "Type" }).selectOption({ label: "Liens" });
    await expect.poll(() => hits.allTextContents(), deadline).toHaveLength(1);
    await sheet.getByRole("searchbox").fill("filtre");
    await sheet.getByRole("button", { name: "Effacer les filtres" }).click();
    await expect.poll(() => hits.allTextContents(), deadline).toHaveLength(3);
    await sheet.getByRole("combobox", { name: "Auteur" }).selectOption({ label: "Moussa Keïta" });
    await expect.poll(() => hits.allTextContents(), deadline).toHaveLength(1);
    expect(await hits.first().textContent()).toContain("filtre à air");
    await sheet.getByRole("combobox", { name: "Date" }).selectOption({ label: "Entre deux dates" });
    await sheet.getByLabel("Au", { exact: true }).fill("2020-01-01");
    await sheet.getByText("Aucun message trouvé").waitFor();
    await sheet.getByLabel("Au", { exact: true }).fill("");
    await expect.poll(() => hits.allTextContents(), deadline).toHaveLength(1);
  });
});
