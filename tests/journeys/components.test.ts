import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@relais/example-components/serve";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addresses, password, type Who } from "./pictures/people.ts";
import { openedTalk } from "./support/cases.ts";
import { type Look, useStage } from "./support/stage.ts";

const port = 4024;
const app = `http://localhost:${port}`;
const stage = useStage({ settings: { FRONTEND_URL: app } });
let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  served = await serve(port);
}, 120_000);
afterAll(() => served.stop());

type Query = { id?: string; lang?: "en"; theme?: "dark" };

/** Somebody on a device of their own, signed in on a page of the example. */
async function on(who: Who, path: string, query: Query = {}, look: Look = {}): Promise<Page> {
  const page = await (await stage.device(look)).newPage();
  const search = new URLSearchParams({ relais: stage.server.url, ...query });
  await page.goto(`${app}${path}?${search}`);
  await page.getByLabel("E-mail").fill(addresses[who]);
  await page.locator("input[type=password]").fill(password);
  await page.locator("form button").click();
  await page.locator(".who").waitFor();
  return page;
}

const log = (page: Page) => page.getByRole("log", { name: "Messages" });
/** The message that says this; one that only quotes it is another. */
const row = (page: Page, text: string) =>
  page.locator(".relais-row").filter({ has: page.locator(".relais-text").getByText(text) });
const bubble = (page: Page, text: string) => row(page, text).locator(".relais-bubble");

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Votre message" }).fill(text);
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
}

async function act(page: Page, text: string, action: string): Promise<void> {
  // With the keyboard, which every device may have.
  await row(page, text).getByRole("button", { name: "Actions du message" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: action, exact: true }).click();
}

/** What keeps people out, in light and in dark, and whether the page is wider than its screen. */
async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    found.push(
      ...grave.map(({ id, nodes }) => `${colorScheme}: ${id} at ${nodes.map((n) => n.target)}`),
    );
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  return wide ? [...found, "The page is wider than its screen."] : found;
}

describe("Conversation, alone in an app of somebody's own", () => {
  it("two people write, answer, react, rewrite and delete, and each sees how far it came", async () => {
    const { conversation } = await openedTalk(stage, "Moteur qui chauffe");
    const awa = await on("awa", "/conversation", { id: conversation });
    const moussa = await on("moussa", "/conversation", { id: conversation }, { device: "desktop" });
    await write(awa, "Le voyant est rouge");
    await bubble(moussa, "Le voyant est rouge").waitFor();
    await moussa.bringToFront();
    await bubble(awa, "Le voyant est rouge").locator("[data-delivery=read]").waitFor();

    await act(moussa, "Le voyant est rouge", "Répondre");
    await moussa.getByRole("textbox", { name: "Votre message" }).pressSequentially("Coupez");
    await awa.getByText("Moussa écrit…").first().waitFor();
    await write(moussa, "Coupez le moteur");
    await bubble(awa, "Coupez le moteur")
      .getByRole("button", { name: "Voir le message de Vous" })
      .waitFor();

    await act(awa, "Coupez le moteur", "Réagir avec 👍");
    await moussa.getByRole("button", { name: "👍 de Awa Traoré" }).waitFor();

    await act(awa, "Le voyant est rouge", "Modifier");
    await awa.getByRole("textbox", { name: "Votre message" }).fill("Le voyant est orange");
    await awa.getByRole("button", { name: "Enregistrer" }).click();
    await bubble(moussa, "Le voyant est orange").getByText("modifié").waitFor();

    await write(awa, "Fausse manœuvre");
    await bubble(moussa, "Fausse manœuvre").waitFor();
    await act(awa, "Fausse manœuvre", "Supprimer");
    await awa.getByRole("dialog").getByRole("button", { name: "Supprimer" }).click();
    await log(moussa).getByText("Message supprimé").waitFor();
    expect(await log(moussa).getByText("Fausse manœuvre").count()).toBe(0);
  });

  it("what is written without a network waits, and leaves once it is back (P1)", async () => {
    const { conversation } = await openedTalk(stage, "Portière bloquée");
    const awa = await on("awa", "/conversation", { id: conversation });
    const moussa = await on("moussa", "/conversation", { id: conversation }, { device: "desktop" });
    await log(awa).waitFor();
    await log(moussa).waitFor();
    await awa.context().setOffline(true);
    await awa.getByText("Pas de connexion. Vos messages partiront").waitFor();
    await write(awa, "Je suis au parking");
    await bubble(awa, "Je suis au parking").locator("[data-delivery=waiting]").waitFor();
    await awa.context().setOffline(false);
    await bubble(moussa, "Je suis au parking").waitFor();
    expect(await bubble(moussa, "Je suis au parking").count()).toBe(1);
  });

  it("a picture and a file go with a message, and are opened on the other side", async () => {
    const { conversation } = await openedTalk(stage, "Phare cassé");
    const awa = await on("awa", "/conversation", { id: conversation });
    const moussa = await on("moussa", "/conversation", { id: conversation }, { device: "desktop" });
    await log(awa).waitFor();
    await awa.locator(".relais-composer input[type=file]").setInputFiles([
      { name: "phare.png", mimeType: "image/png", buffer: await picture(awa) },
      { name: "devis.txt", mimeType: "text/plain", buffer: Buffer.from("Devis") },
    ]);
    await awa.getByRole("button", { name: "Retirer devis.txt" }).waitFor();
    await write(awa, "Voici le phare");
    const arrived = bubble(moussa, "Voici le phare");
    await arrived.getByRole("button", { name: /Télécharger devis\.txt/ }).waitFor();
    await arrived.getByRole("button", { name: "Agrandir phare.png" }).click();
    const viewer = moussa.getByRole("dialog", { name: "phare.png" });
    await viewer.getByRole("img", { name: "phare.png" }).waitFor();
    await moussa.keyboard.press("Escape");
    await viewer.waitFor({ state: "detached" });
  });

  it("the person guided answers the step above the field, and the guide sees it", async () => {
    const { conversation } = await openedTalk(stage, "Batterie faible");
    const guide = await stage.client("moussa");
    await guide.http.startGuidance(conversation);
    const awa = await on("awa", "/conversation", { id: conversation });
    const moussa = await on("moussa", "/conversation", { id: conversation }, { device: "desktop" });
    await awa.getByText("Moussa prépare la première étape.").waitFor();
    await write(moussa, "Ouvrez le capot");
    const card = awa.getByRole("region", { name: "Moussa vous guide" });
    await card.getByText("Ouvrez le capot").waitFor();
    await card.getByRole("button", { name: "C’est fait" }).click();
    await bubble(moussa, "Ouvrez le capot").getByText("Étape 1 · faite").waitFor();
  });

  it("P5: Oscar is refused in words, and sees nothing of it", async () => {
    const { conversation, id } = await openedTalk(stage, "Clé perdue");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(conversation, "Le double est chez le voisin");
    const oscar = await on("oscar", "/conversation", { id: conversation });
    await oscar.getByText("Cette conversation n’est pas accessible").waitFor();
    expect(await oscar.content()).not.toMatch(/Clé perdue|voisin|Traoré/);
    const other = await on("oscar", "/case-timeline", { id });
    await other.getByText("Ce dossier n’est pas accessible").waitFor();
    expect(await other.content()).not.toMatch(/Clé perdue|Traoré/);
  });
});

describe("the other components, each alone on a page", () => {
  it("CaseList counts what waits to be read, and opens a conversation beside it", async () => {
    const { conversation, title } = await openedTalk(stage, "Pneu à plat");
    const awa = await on("awa", "/case-list", {}, { device: "desktop" });
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(conversation, "J’apporte la roue");
    const card = awa.getByRole("button").filter({ hasText: title });
    await card.getByText("J’apporte la roue").waitFor();
    await card.getByText("1 message non lu").waitFor({ state: "attached" });
    await card.click();
    await bubble(awa, "J’apporte la roue").waitFor();
    await card.getByText("1 message non lu").waitFor({ state: "detached" });
  });

  it("CaseTimeline shows a step when somebody takes it", async () => {
    const { id } = await openedTalk(stage, "Courroie usée");
    const awa = await on("awa", "/case-timeline", { id });
    const steps = awa.getByRole("list", { name: "Déroulé" });
    await steps.locator("[aria-current=step]").waitFor();
    const before = await steps.locator("[aria-current=step]").textContent();
    const moussa = await stage.client("moussa");
    await moussa.http.changeStatus(id, "en_route");
    await expect
      .poll(() => steps.locator("[aria-current=step]").textContent(), { timeout: 20_000 })
      .not.toBe(before);
    await awa.locator(".relais-changes li").nth(1).waitFor();
  });

  it("NotificationCenter tells what concerns the person, and hands over what is chosen", async () => {
    const awa = await on("awa", "/notification-center");
    await awa.getByRole("heading", { name: "Notifications" }).waitFor();
    const { title } = await openedTalk(stage, "Frein qui grince");
    await awa.getByRole("button").filter({ hasText: title }).first().click();
    await awa.locator("output").getByText(title).waitFor();
  });

  it("those of the claims API show the conversations and the steps of a claim", async () => {
    const chat = await on("nadia", "/realtime-chat", {}, { device: "desktop" });
    const list = chat.getByRole("navigation", { name: "Conversations" });
    await list.getByRole("button").first().click();
    await log(chat).waitFor();
    const tracker = await on("nadia", "/claim-status-tracker");
    await tracker.locator(".relais-tracker li[data-current]").waitFor();
    const settings = await on("nadia", "/push-notification-settings");
    await settings.getByRole("region", { name: "Notifications push" }).waitFor();
  });
});

describe("each page of the components", () => {
  const pages: [Who, string, string][] = [
    ["awa", "/conversation", ".relais-bubble"],
    ["awa", "/case-list", ".relais-cases li"],
    ["awa", "/case-timeline", ".relais-way li"],
    ["moussa", "/notification-center", ".relais-notices h2"],
    ["nadia", "/realtime-chat", ".relais-list li"],
    ["nadia", "/claim-status-tracker", ".relais-tracker li"],
    ["nadia", "/push-notification-settings", ".relais-push"],
  ];
  for (const [who, path, there] of pages) {
    it(`${path} keeps nobody out, on a phone and at a desk, in both languages`, async () => {
      const { conversation } = await openedTalk(stage, "Rétroviseur tombé");
      await (await stage.client("moussa")).http.sendMessage(conversation, "Bonjour");
      const phone = await on(who, path, {}, { device: "phone" });
      const desk = await on(who, path, { lang: "en" }, { device: "desktop", language: "en" });
      for (const page of [phone, desk]) {
        await page.locator(there).first().waitFor();
        expect(await faults(page)).toEqual([]);
      }
      expect(await desk.locator(".relais").first().getAttribute("lang")).toBe("en");
    });
  }
});

/** A picture as a browser draws it. */
async function picture(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 200 });
    const pen = canvas.getContext("2d");
    pen?.fillRect(20, 20, 120, 90);
    return canvas.toDataURL("image/png");
  });
  return Buffer.from(drawn.split(",")[1] ?? "", "base64");
}
