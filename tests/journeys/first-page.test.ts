import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { barriersAsDrawn } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, log, write, expectDelivery } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

/** A conversation with so many messages of Moussa's, and its link. */
async function linkTo(title: string, texts: readonly string[]) {
  const talk = await openedTalk(stage, title);
  const moussa = await stage.client("moussa");
  for (const text of texts) await moussa.http.sendMessage(talk.conversation, text);
  const { path } = await moussa.http.shareLink(talk.conversation);
  return { ...talk, link: path };
}

/** A phone on which no script ever runs. */
const withoutScripts = async (options = {}): Promise<Page> =>
  (await stage.device({}, { javaScriptEnabled: false, ...options })).newPage();

const drawn = (page: Page) => page.locator("#first-page");
const firstField = (page: Page) => drawn(page).locator("textarea");

/** What is said where scripts are off: a text that other locators take for none. */
const scriptsOff = (page: Page, text: string) =>
  page.locator(".scripts-off").filter({ hasText: text });

/** A page whose scripts wait on the way until they are let go. */
async function heldUp(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** What moved, as the browser counts it: without anybody having touched it, or `everything`. */
async function countShifts(page: Page, everything = false): Promise<() => Promise<number>> {
  await page.addInitScript((everything) => {
    const counted = { sum: 0 };
    Object.assign(globalThis, { counted });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!shift.hadRecentInput || everything) counted.sum += shift.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  }, everything);
  return () =>
    page.evaluate(() => (globalThis as unknown as { counted: { sum: number } }).counted.sum);
}

describe("the page of a customer's link before its scripts are there", () => {
  it("is read: who comes, how it stands, and what was said last", async () => {
    const { link } = await linkTo("Volet coincé", ["Bonjour, je regarde votre demande."]);
    const page = await withoutScripts();
    await page.goto(link);
    expect(await page.getByRole("heading", { name: "Moussa Keïta" }).isVisible()).toBe(true);
    expect(await page.getByText("Volet coincé").first().isVisible()).toBe(true);
    expect(await page.getByText("Ensuite : En route").isVisible()).toBe(true);
    expect(await bubble(page, "je regarde votre demande").isVisible()).toBe(true);
    expect(await firstField(page).isEditable()).toBe(true);
    // What needs a script says so.
    for (const button of await drawn(page).locator("form button").all()) {
      expect(await button.isDisabled()).toBe(true);
    }
  });

  it("begins at what was not read yet, and ends with the newest", async () => {
    const texts = Array.from({ length: 30 }, (_, index) => `Message ${index + 1}, fin.`);
    const { link, conversation } = await linkTo("Portail en deux", texts);
    const page = await withoutScripts();
    await page.goto(link);
    const line = page.getByText("30 nouveaux messages");
    expect((await line.boundingBox())?.y).toBeGreaterThan(0);
    const awa = await stage.client("awa");
    await awa.http.advanceReceipt(conversation, { read: 33 });
    await page.goto(link);
    const newest = bubble(page, "Message 30, fin.");
    const height = page.viewportSize()?.height ?? 0;
    expect((await newest.boundingBox())?.y).toBeGreaterThan(0);
    expect((await newest.boundingBox())?.y).toBeLessThan(height);
  });

  it("says what to do when the app does not come, and comes whole by what it offers", async () => {
    const { link } = await linkTo("Verrou grippé", ["Bonjour, je regarde votre demande."]);
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.goto(link);
    await bubble(page, "je regarde votre demande").waitFor();
    const sentence = page.getByText("Pour écrire, rechargez la page");
    expect(await sentence.isVisible()).toBe(false);
    // As after the seconds that nobody wants to wait for here.
    const passTime = () => document.getAnimations().forEach((one) => one.finish());
    await page.evaluate(passTime);
    expect(await sentence.isVisible()).toBe(true);
    expect(await bubble(page, "je regarde votre demande").isVisible()).toBe(true);
    expect(await barriersAsDrawn(page, "the page without its app")).toEqual([]);
    await page.unroute("**/assets/*.js");
    await page.getByRole("link", { name: "Recharger" }).click();
    await drawn(page).waitFor({ state: "detached" });
    await write(page, "Merci");
    await expectDelivery(page, "Merci", "sent");
  });

  it("says at once that scripts are off, and offers nothing that would not help", async () => {
    const { link } = await linkTo("Loquet cassé", ["Bonjour, je regarde votre demande."]);
    const page = await withoutScripts({ locale: "en-GB" });
    await page.goto(link);
    await scriptsOff(page, "enable JavaScript in your browser").waitFor();
    expect(await page.getByRole("link", { name: "Reload" }).isVisible()).toBe(false);
    expect(await bubble(page, "je regarde votre demande").isVisible()).toBe(true);
  });

  it("N20.7: says at once why a link opens nothing", async () => {
    const { link, conversation } = await linkTo("Gond usé", []);
    const moussa = await stage.client("moussa");
    await moussa.http.shareLink(conversation, true);
    const page = await withoutScripts();
    await page.goto(link);
    expect(await page.getByRole("heading", { name: "Ce lien a été remplacé" }).isVisible()).toBe(
      true,
    );
  });
});

/** Slow 3G: what is read comes in pieces, and the app long after it. */
async function overSlowLink(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const bytesASecond = 50_000;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: bytesASecond,
    uploadThroughput: bytesASecond,
  });
}

/** As much as nobody sees. */
const stillness = 0.02;

describe("when the app comes", () => {
  it.each([
    { said: 3, read: false },
    { said: 10, read: false },
    { said: 10, read: true },
    { said: 40, read: false },
    { said: 40, read: true },
  ])("nothing moves among $said messages, read before: $read", async ({ said, read }) => {
    const texts = Array.from(
      { length: said },
      (_, index) => `Message ${index + 1}${", et la suite".repeat(index % 6)}, fin.`,
    );
    const { link, conversation } = await linkTo(`Grille à ${said}`, texts);
    const awa = await stage.client("awa");
    const { last_number } = await awa.http.getConversation(conversation);
    if (read) await awa.http.advanceReceipt(conversation, { read: last_number });
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const shifts = await countShifts(page, true);
    await overSlowLink(page);
    await page.goto(link, { waitUntil: "commit" });
    const seen = bubble(page, read ? `Message ${said},` : "Message 1,");
    await seen.first().waitFor();
    await page.waitForFunction(() => document.fonts.status === "loaded");
    const before = await seen.first().boundingBox();
    await drawn(page).waitFor({ state: "detached" });
    await page.waitForFunction(() => !document.documentElement.hasAttribute("data-first-page"));
    expect(await seen.count()).toBe(1);
    // Heights are parts of a pixel; nobody sees less than one.
    const after = await seen.boundingBox();
    expect(Math.abs((after?.y ?? Infinity) - (before?.y ?? 0))).toBeLessThan(1);
    expect(await shifts()).toBeLessThanOrEqual(stillness);
  });

  it("nothing moves, and what one was writing goes on", async () => {
    const { link } = await linkTo("Serrure dure", ["Bonjour.", "J’arrive vers midi."]);
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const shifts = await countShifts(page);
    const letGo = await heldUp(page);
    await page.goto(link, { waitUntil: "commit" });
    const said = bubble(page, "J’arrive vers midi");
    await firstField(page).pressSequentially("Je suis devant la porte");
    await page.keyboard.press("ArrowLeft");
    const before = await said.boundingBox();
    letGo();
    await drawn(page).waitFor({ state: "detached" });
    expect(await field(page).inputValue()).toBe("Je suis devant la porte");
    await page.keyboard.type("X");
    expect(await field(page).inputValue()).toBe("Je suis devant la portXe");
    await log(page).waitFor();
    expect(await said.boundingBox()).toEqual(before);
    expect(await shifts()).toBeLessThan(0.1);
    await write(page, "Je suis devant la porte");
    await expectDelivery(page, "devant la porte", "sent");
    await page.waitForFunction(() => !document.documentElement.hasAttribute("data-first-page"));
  });

  it("P3: it begins with what the page held, and is told what came after", async () => {
    const { link, conversation } = await linkTo("Store bloqué", ["Avant."]);
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const letGo = await heldUp(page);
    await page.goto(link, { waitUntil: "commit" });
    await bubble(page, "Avant.").waitFor();
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(conversation, "Après.");
    letGo();
    await bubble(page, "Après.").waitFor();
    expect(await bubble(page, "Avant.").count()).toBe(1);
    expect(asked).not.toContain(`/v1/conversations/${conversation}`);
    expect(asked).not.toContain("/v1/kinds");
  });
});

describe("the door", () => {
  it("is looked at and written in before the app is there, and nothing moves when it comes", async () => {
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const shifts = await countShifts(page, true);
    const letGo = await heldUp(page);
    await page.goto("/sign-in", { waitUntil: "commit" });
    const awa = page.getByRole("button", { name: "Awa Traoré" }).first();
    expect(await awa.isDisabled()).toBe(true);
    await drawn(page).locator("[name=email]").fill("client@depannage.demo");
    await drawn(page).locator("[name=password]").pressSequentially("relais-de");
    const before = await awa.boundingBox();
    letGo();
    await drawn(page).waitFor({ state: "detached" });
    expect(await awa.boundingBox()).toEqual(before);
    await page.keyboard.type("mo");
    expect(await shifts()).toBeLessThanOrEqual(stillness);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/requests");
  });

  it("comes at the root for whoever is nobody yet, and not for somebody who is signed in", async () => {
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    await page.goto("/");
    await page.waitForURL(/\/sign-in/);
    await page.getByRole("button", { name: "Awa Traoré" }).first().click();
    await page.waitForURL("**/requests");
    const letGo = await heldUp(page);
    await page.goto("/", { waitUntil: "commit" });
    await drawn(page).waitFor({ state: "attached" });
    expect(await drawn(page).isVisible()).toBe(false);
    letGo();
    await page.waitForURL("**/requests");
    await page.getByRole("heading", { name: "Vos demandes" }).waitFor();
  });

  it("says what to do when the app does not come", async () => {
    const page = await withoutScripts();
    await page.goto("/");
    await scriptsOff(page, "activez JavaScript").waitFor();
  });
});
