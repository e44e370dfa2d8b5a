import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, log, write, expectDelivery } from "./support/talk.ts";

const stage = useStage();

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

/** A page whose scripts wait on the way until they are let go. */
async function heldUp(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** What moved without anybody having touched it, as the browser counts it. */
async function countShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counted = { sum: 0 };
    Object.assign(globalThis, { counted });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!shift.hadRecentInput) counted.sum += shift.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
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

describe("when the app comes", () => {
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
