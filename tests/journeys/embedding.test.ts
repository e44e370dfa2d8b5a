import { serve } from "@relais/example-embedding/serve";
import type { EmbeddingView, NewIdentityKey } from "@relais/protocol";
import type { BrowserContext, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { framedBarriers } from "./support/axe.ts";
import { serveHostile } from "./support/hostile.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage({ prepare: openSites });
type Served = Awaited<ReturnType<typeof serve>>;
let site: string;
/** The garage's own site, and the same pages on a site that nobody allowed. */
let garage: Served;
let copy: Served;
const served: Served[] = [];

async function openSites(): Promise<void> {
  await closeSites();
  const claire = await stage.client("claire");
  const { embedding, secret } = await claire.http.call<NewIdentityKey>({
    path: "/v1/embedding/keys",
    body: {},
  });
  ({ site } = embedding);
  const about = { relais: stage.server.url, site, secret: secret ?? "" };
  garage = await serve({ ...about, port: 0 });
  copy = await serve({ ...about, port: 0, host: "127.0.0.1" });
  served.push(garage, copy);
  await allow(garage.address);
}

async function closeSites(): Promise<void> {
  for (const one of served.splice(0)) await one.stop();
}
afterAll(closeSites);

async function allow(...origins: string[]): Promise<void> {
  const claire = await stage.client("claire");
  const body = {
    enabled: true,
    origins,
    kind: "request",
    anonymous: true,
    accent: null,
    side: "right",
  };
  await claire.http.call<EmbeddingView>({ method: "PUT", path: "/v1/embedding", body });
}

const launcher = (page: Page) => page.getByRole("button", { name: /messagerie|the chat/ });
const inside = (page: Page): FrameLocator => page.frameLocator("iframe[src*='/embed/']");
const expectFocus = (one: Locator) =>
  expect
    .poll(() => one.evaluate((it) => (it.getRootNode() as Document).activeElement === it))
    .toBe(true);
const visit = async (path = "/", context?: BrowserContext, at = garage): Promise<Page> => {
  const page = await (context ?? (await stage.device({ device: "desktop" }))).newPage();
  await page.goto(at.address + path);
  await launcher(page).waitFor();
  return page;
};
const begin = async (page: Page, text: string): Promise<void> => {
  await launcher(page).click();
  const chat = inside(page);
  await chat.getByLabel("Votre nom").fill("Binta Sow");
  await chat.getByLabel("Votre message").fill(text);
  await chat.getByRole("button", { name: "Envoyer" }).click();
  await chat.getByRole("log").getByText(text).waitFor();
};
/** Whoever does the work takes it and answers. */
const answer = async (title: string, text: string): Promise<void> => {
  const moussa = await stage.client("moussa");
  const { cases } = await moussa.http.call<{
    cases: { id: string; title: string; assignee: object | null; conversation_id: string }[];
  }>({ path: "/v1/cases" });
  const found = cases.find((one) => one.title === title);
  if (found === undefined) throw new Error(`there is no case called ${title}`);
  if (found.assignee === null) {
    await moussa.http.call({ path: `/v1/cases/${found.id}/accept`, body: {} });
  }
  await moussa.http.call({
    path: `/v1/conversations/${found.conversation_id}/messages`,
    body: { text, client_id: crypto.randomUUID() },
  });
};

describe("the chat on a site of somebody's own", () => {
  it("before it is opened loads one script, stores nothing and is in nobody's way", async () => {
    const context = await stage.device({ device: "desktop" });
    const asked: string[] = [];
    context.on("request", (request) => {
      if (request.url().startsWith(stage.server.url)) asked.push(new URL(request.url()).pathname);
    });
    const page = await visit("/", context);
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual(["/embed.js"]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(await page.locator("iframe").count()).toBe(0);
    // The host writes all its buttons in capitals.
    const spacing = await launcher(page).evaluate((one) => getComputedStyle(one).letterSpacing);
    expect(spacing).toBe("normal");
  });

  it("N34.4: anybody writes, is answered, sees it in the badge and finds it again", async () => {
    const context = await stage.device({ device: "desktop" });
    const page = await visit("/", context);
    // Whoever looks after the site reads its console.
    const complaints: string[] = [];
    page.on("console", (line) => {
      if (line.text().includes("postMessage")) complaints.push(line.text());
    });
    await begin(page, "Ma Corolla fume");
    expect(complaints).toEqual([]);
    await launcher(page).click();
    await page.locator("iframe").waitFor({ state: "hidden" });
    await answer("Ma Corolla fume", "Ne roulez plus, nous arrivons");
    await page.getByRole("button", { name: /message.* non lu/ }).waitFor();

    // The next page of the site knows by itself that something waits.
    await page.reload();
    await page.getByRole("button", { name: /message.* non lu/ }).waitFor();
    await launcher(page).click();
    const chat = inside(page);
    await chat.getByRole("log").getByText("Ne roulez plus, nous arrivons").waitFor();
    await chat.getByRole("textbox").fill("Merci");
    await chat.getByRole("textbox").press("Enter");
    await chat.getByRole("log").getByText("Merci").waitFor();

    // What they began is a link from then on.
    await chat.getByRole("button", { name: "Votre suivi" }).click();
    const address = await chat.getByText(/\/suivi\/[0-9a-f]{64}/).textContent();
    const phone = await (await stage.device()).newPage();
    await phone.goto(address ?? "");
    await phone.getByRole("log").getByText("Merci").waitFor();
  });

  it("N34.3: whom the site knows finds the conversation on every device, and leaves with the site", async () => {
    const page = await visit("/compte");
    await launcher(page).click();
    await inside(page).getByText("Bonjour Aïcha").waitFor();
    expect(await inside(page).getByLabel("Votre nom").count()).toBe(0);
    await inside(page).getByLabel("Votre message").fill("Où en est ma vidange ?");
    await inside(page).getByRole("button", { name: "Envoyer" }).click();
    await inside(page).getByRole("log").getByText("Où en est ma vidange ?").waitFor();

    // A browser in English: the page around the chat is in French, and the chat with it.
    const phone = await visit("/compte", await stage.device({ language: "en" }));
    await launcher(phone).click();
    await inside(phone).locator("html[lang=fr]").waitFor();
    await inside(phone).getByRole("log").getByText("Où en est ma vidange ?").waitFor();

    await page.keyboard.press("Escape");
    await page.locator("iframe").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await launcher(page).click();
    await inside(page).getByLabel("Votre nom").waitFor();
    expect(await inside(page).getByText("Où en est ma vidange ?").count()).toBe(0);
  });

  it("N34.5: a site that is not allowed shows nothing of it", async () => {
    const page = await visit("/", undefined, copy);
    await launcher(page).click();
    await page.getByText("La messagerie n’est pas disponible sur ce site.").waitFor();
    expect(page.frames().some((frame) => frame.url().includes("/embed/"))).toBe(false);
    expect(await page.getByRole("button", { name: "Réessayer" }).count()).toBe(0);
    expect(await framedBarriers(page, "a site that is not allowed")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expectFocus(launcher(page));
    // On a phone it fills the screen, and is left by the same button.
    const phone = await visit("/", await stage.device({ language: "en" }), copy);
    await launcher(phone).click();
    // Said as the page is written, as the chat would be, whatever the browser speaks.
    await phone.getByText("La messagerie n’est pas disponible sur ce site.").waitFor();
    await launcher(phone).click();
    await phone.getByRole("dialog").waitFor({ state: "hidden" });
  });

  it("N34.5: what another frame says is heard by neither side", async () => {
    const hostile = await serveHostile();
    try {
      const page = await visit();
      await launcher(page).click();
      await inside(page).getByLabel("Votre nom").waitFor();
      await page.evaluate((address) => {
        const partner = document.createElement("iframe");
        partner.src = address;
        partner.id = "partner";
        document.body.append(partner);
      }, hostile.address);
      const partner = page.frameLocator("#partner");
      await partner.locator("html[data-said]").waitFor();
      // What is said by the page itself comes after all that, and is heard.
      await page.evaluate(() =>
        (window as unknown as { relais(...said: string[]): void }).relais("language", "en"),
      );
      await inside(page).getByLabel("Your name").waitFor();
      await page.locator("iframe[src*='/embed/']").waitFor();
      const theme = await inside(page).locator("html").getAttribute("data-theme");
      expect(theme).toBe("light");
      await launcher(page).click();
      await page.getByRole("button", { name: "Open the chat", exact: true }).waitFor();
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
    } finally {
      await hostile.stop();
    }
  });

  it("works by keyboard, and gives focus back where it was", async () => {
    const page = await visit();
    const write = page.getByRole("button", { name: "Nous écrire" });
    await write.focus();
    await page.keyboard.press("Enter");
    await inside(page).getByLabel("Votre nom").waitFor();
    await inside(page).getByLabel("Votre nom").press("Escape");
    await page.locator("iframe").waitFor({ state: "hidden" });
    expect(await write.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it("closes by Escape while it is still opening, and when the server does not answer", async () => {
    const context = await stage.device({ device: "desktop" });
    const page = await visit("/", context);
    await context.setOffline(true);
    await launcher(page).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Ouverture de la messagerie…").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expectFocus(launcher(page));
  });

  it.each(["phone", "desktop"] as const)("keeps nobody out, on a %s", async (device) => {
    const context = await stage.device({ device });
    const page = await visit("/", context);
    const found = await framedBarriers(page, "the launcher");
    await launcher(page).click();
    await inside(page).getByLabel("Votre nom").waitFor();
    found.push(...(await framedBarriers(page, "where nothing was said yet")));
    await inside(page).getByRole("button", { name: "Envoyer" }).click();
    await inside(page).locator("[aria-invalid=true]").first().waitFor();
    found.push(...(await framedBarriers(page, "what is missing")));
    const words = `Pare-brise fêlé, ${device}`;
    await inside(page).getByLabel("Votre nom").fill("Binta Sow");
    await inside(page).getByLabel("Votre message").fill(words);
    await inside(page).getByRole("button", { name: "Envoyer" }).click();
    await inside(page).getByRole("log").getByText(words).waitFor();
    await answer(words, "Nous avons la vitre");
    await inside(page).getByRole("log").getByText("Nous avons la vitre").waitFor();
    found.push(...(await framedBarriers(page, "a conversation")));
    await context.setOffline(true);
    await inside(page).getByRole("textbox").fill("Merci");
    await inside(page).getByRole("button", { name: "Envoyer", exact: true }).click();
    await inside(page).locator(".bubble[data-delivery=waiting]").waitFor();
    found.push(...(await framedBarriers(page, "a conversation without a network")));
    await context.setOffline(false);
    await inside(page).locator(".bubble[data-delivery=waiting]").waitFor({ state: "detached" });
    await inside(page).getByRole("textbox").press("Escape");
    await page.locator("iframe").waitFor({ state: "hidden" });
    await answer(words, "À demain");
    await page.getByRole("button", { name: /message.* non lu/ }).waitFor();
    found.push(...(await framedBarriers(page, "the launcher, with something to read")));
    expect(found).toEqual([]);
  });

  it("on a phone fills the screen, and its own button closes it", async () => {
    const page = await visit("/", await stage.device());
    await launcher(page).click();
    await inside(page).getByLabel("Votre nom").waitFor();
    const box = await page.locator("iframe").boundingBox();
    expect(box).toMatchObject({ x: 0, y: 0, width: page.viewportSize()?.width });
    await inside(page).getByRole("button", { name: "Fermer" }).click();
    await page.locator("iframe").waitFor({ state: "hidden" });
  });

  it("works where the browser gives a framed page no storage", async () => {
    const context = await stage.device({ device: "desktop" });
    await context.addInitScript(() => {
      if (window.parent === window) return;
      const refuse = () => {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      };
      Object.defineProperty(window, "localStorage", { get: refuse, configurable: true });
      Object.defineProperty(window, "indexedDB", { get: refuse, configurable: true });
    });
    const page = await visit("/", context);
    await begin(page, "Batterie à plat");
    await answer("Batterie à plat", "Nous passons demain matin");
    await inside(page).getByRole("log").getByText("Nous passons demain matin").waitFor();
  });
});
