import { get, type IncomingMessage } from "node:http";
import { brotliDecompressSync, constants } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { log } from "./support/talk.ts";
import { lighthouseScores } from "./support/lighthouse.ts";
import { bestOpening, type Opening, openSlowly } from "./support/slow-link.ts";
import { weigh } from "./support/weight.ts";

const stage = useStage({ browser: "whole", keepsApp: true });

/** A customer on an old phone with a 2G link is the normal case. */
const firstLoadBytes = 120 * 1_024;
/** Until the customer reads, and can write. */
const usableMs = 3_000;

const marks = { performance: 90, accessibility: 100 };

/** Where one writes is there, and something was said: in the log. The app itself, not the page that came before it. */
const usable =
  "body:not(:has(#first-page)) main:has([role=log] [data-delivery]) textarea.composer-field";
/** What a server sends at once of a page that it drew: all that is read lies in it, before any script. */
const firstPageBytes = 14 * 1_024;

/** What can be read of a page as soon as that much of it has come. */
async function readAtOnce(path: string): Promise<string> {
  const headers = { "accept-encoding": "br", accept: "text/html", "accept-language": "fr" };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(stage.server.url + path, { headers }, resolve).once("error", reject);
  });
  const head = answer.rawHeaders.join().length;
  const packed = Buffer.concat(await answer.toArray());
  expect(packed.length).toBeGreaterThan(0);
  const cut = packed.subarray(0, firstPageBytes - head);
  return brotliDecompressSync(cut, { finishFlush: constants.BROTLI_OPERATION_FLUSH }).toString();
}

describe("what a slow link has to carry", () => {
  it("is at most 120 KB until a conversation is there: page, scripts, styles, calls, all headers", async () => {
    const talk = await openedTalk(stage, "Toit qui fuit");
    // The service worker keeps the rest of the app afterwards, when nobody waits for it.
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    await signIn(page, "awa", "/requests");
    const weight = await weigh(page);
    await page.goto(talk.path);
    await log(page).getByText("a accepté votre demande").waitFor();
    expect(weight.of(/\/assets\/.*\.js$/)).toBeGreaterThan(0);
    // The style came with the page.
    expect(weight.of(/\.css$/)).toBe(0);
    expect(weight.total()).toBeLessThanOrEqual(firstLoadBytes);
  });

  it("is at most 120 KB by the customer's link, and what is read first comes in the first 14", async () => {
    const talk = await openedTalk(stage, "Portail qui grince");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Bonjour, je regarde votre demande.");
    const { path } = await moussa.http.shareLink(talk.conversation);
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const weight = await weigh(page);
    await page.goto(path);
    await page.locator("#first-page").waitFor({ state: "detached" });
    await log(page).getByText("je regarde votre demande").waitFor();
    expect(weight.of(/\/assets\/.*\.js$/)).toBeGreaterThan(50_000);
    expect(weight.of(/\/suivi\//)).toBeGreaterThan(0);
    expect(weight.total()).toBeLessThanOrEqual(firstLoadBytes);
    expect(await readAtOnce(path)).toMatch(/je regarde votre demande[^]*<div id="root">/);
  });

  it("is at most 120 KB at the door", async () => {
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const weight = await weigh(page);
    await page.goto("/sign-in");
    await page.locator("#first-page").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Awa Traoré" }).first().waitFor();
    expect(weight.of(/\/sign-in$/)).toBeGreaterThan(0);
    expect(weight.total()).toBeLessThanOrEqual(firstLoadBytes);
    expect(await readAtOnce("/sign-in")).toMatch(/Awa Traoré[^]*<div id="root">/);
  });
});

describe("a customer's conversation on slow 3G, with a processor four times slower", () => {
  it("is usable within 3 seconds by the customer's link", async () => {
    const talk = await openedTalk(stage, "Portail coincé");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Bonjour, je regarde votre demande.");
    const { path } = await moussa.http.shareLink(talk.conversation);
    const opening = await bestOpening(usableMs, async () => {
      const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
      return openSlowly(page, path, usable);
    });
    expect(opening.bytes).toBeGreaterThan(50_000);
    expect(opening.processor).toBeGreaterThan(0);
    expect(opening).toSatisfy(({ total }: Opening) => total <= usableMs);
  });

  it("is usable within 3 seconds by someone who has signed in", async () => {
    const talk = await openedTalk(stage, "Volet bloqué");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Bonjour, je regarde votre demande.");
    const opening = await bestOpening(usableMs, async () => {
      const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
      await signIn(page, "awa", "/requests");
      return openSlowly(page, talk.path, usable);
    });
    expect(opening).toSatisfy(({ total }: Opening) => total <= usableMs);
  });
});

describe("what Lighthouse says of a customer's conversation on a slow phone with slow 3G", () => {
  it("is at least 90 for performance and 100 for accessibility", { timeout: 300_000 }, async () => {
    const talk = await openedTalk(stage, "Serrure grippée");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Bonjour, je regarde votre demande.");
    const { path } = await moussa.http.shareLink(talk.conversation);
    const scores = await lighthouseScores(stage.server.url + path, marks);
    expect(scores.accessibility).toBe(marks.accessibility);
    expect(scores.performance).toBeGreaterThanOrEqual(marks.performance);
  });
});
