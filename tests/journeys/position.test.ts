import type { BrowserContext, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useStage } from "./support/stage.ts";
import { signIn } from "./support/sign-in.ts";
import { shellKept } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });
const deadline = { timeout: 30_000 };

const market = { latitude: 12.6392, longitude: -8.0029 };
const northOf = (metres: number) => ({
  ...market,
  latitude: market.latitude + metres / 111_195,
  accuracy: 8,
});

/** Awa's car stands at the market; Moussa comes. */
async function talkAtTheMarket(title: string): Promise<string> {
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { id } = await awa.http.openCase({ kind: "request", title, ...market });
  await moussa.http.acceptCase(id);
  return `/communication/${id}`;
}

/** A phone that knows where it is. */
async function phoneAt(metres: number, path: string): Promise<[Page, BrowserContext]> {
  const context = await stage.device({}, { permissions: ["geolocation"] });
  await context.setGeolocation(northOf(metres));
  const page = await context.newPage();
  await signIn(page, "moussa", path);
  return [page, context];
}

/** Awa's phone, whose clock is three hours ahead: what is told now is not hours old for that. */
async function wrongClock(path: string): Promise<Page> {
  const context = await stage.device();
  await context.addInitScript(() => {
    const told = Date.now;
    const ahead = () => told() + 3 * 3_600_000;
    globalThis.Date = new Proxy(Date, {
      construct: (of, given) => Reflect.construct(of, given.length === 0 ? [ahead()] : given),
      get: (of, name) => (name === "now" ? ahead : Reflect.get(of, name)),
    });
  });
  const page = await context.newPage();
  await signIn(page, "awa", path);
  return page;
}

async function openPosition(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Actions rapides" }).click();
  await page.getByRole("button", { name: "Ma position" }).click();
}

const card = (page: Page): Locator => page.getByRole("region", { name: "Position en direct" });
const facts = (page: Page): Locator => card(page).locator("[data-position-facts]");
const mover = (page: Page): Locator =>
  page.locator(".map-person", { has: page.locator('[data-mover="Moussa Keïta"]') });

describe("where somebody is", () => {
  it("Moussa shares until he arrives: Awa sees him come nearer, and arrival ends it", async () => {
    const path = await talkAtTheMarket("Batterie à plat au marché");
    const awa = await wrongClock(path);
    const [moussa, phone] = await phoneAt(3_000, path);

    await openPosition(moussa);
    await moussa.getByRole("button", { name: "Jusqu’à l’arrivée" }).click();
    await card(awa)
      .getByText(/^Arrive dans/)
      .waitFor();
    await awa.getByText(/^Conversation ouverte (à l’instant|il y a [1-9] min)$/).waitFor();
    await expect
      .poll(() => facts(awa).textContent(), deadline)
      .toMatch(/km · à 8\u00a0m près · (à l’instant|il y a \d+\u00a0s)$/);
    // On his phone the room is for what is said: he has no map of himself, and it is one tap away.
    await card(moussa).getByRole("link", { name: "Suivre" }).waitFor();
    expect(await moussa.locator(".map-person").count()).toBe(0);
    const far = await mover(awa).getAttribute("style");

    // Nobody goes far in a second: what the phone says next must be believable.
    await phone.setGeolocation(northOf(2_950));
    await expect.poll(() => mover(awa).getAttribute("style"), deadline).not.toBe(far);
    await card(awa).getByRole("link", { name: "Suivre" }).click();
    await awa.waitForURL(`**${path}/suivi`);
    await mover(awa).waitFor();
    const there = await mover(awa).getAttribute("style");
    await phone.setGeolocation(northOf(2_900));
    await expect.poll(() => mover(awa).getAttribute("style"), deadline).not.toBe(there);
    // Whoever moves the map keeps it where it is, until they give it back.
    const map = awa.getByRole("application", { name: "Carte : Moussa Keïta" });
    const recenter = awa.getByRole("button", { name: "Recentrer" });
    expect(await recenter.count()).toBe(0);
    await map.focus();
    await awa.keyboard.press("ArrowLeft");
    await awa.keyboard.press("-");
    await recenter.click();
    await recenter.waitFor({ state: "detached" });
    await awa.getByRole("link", { name: "Retour à la conversation" }).click();
    await awa.waitForURL(`**${path}`);
    await card(awa).waitFor();

    // Whoever stops without a network has stopped; Awa hears of it when it is back.
    await shellKept(moussa);
    await phone.setOffline(true);
    await card(moussa).getByRole("button", { name: "Arrêter" }).click();
    await card(moussa).getByText("Position arrêtée").waitFor();
    // Not even a reload lets it go on at the server.
    await moussa.reload();
    await card(moussa).getByText("Position arrêtée").waitFor();
    expect(await card(moussa).getByRole("button").count()).toBe(0);
    await phone.setOffline(false);
    await card(awa).waitFor({ state: "detached" });
    await card(moussa).waitFor({ state: "detached" });

    // A phone that was out of reach for a while, and is at the door when it is heard of again.
    await phone.setGeolocation(northOf(10));
    await openPosition(moussa);
    await moussa.getByRole("button", { name: "Jusqu’à l’arrivée" }).click();
    await card(moussa).waitFor({ state: "detached" });
    await expect.poll(() => card(awa).count(), deadline).toBe(0);
  });

  it("a position sent once is a message; nothing is measured unless it is allowed", async () => {
    const path = await talkAtTheMarket("Panne au marché");
    const [moussa] = await phoneAt(40, path);
    const awa = await (await stage.device({}, { permissions: [] })).newPage();
    await signIn(awa, "awa", path);
    await openPosition(moussa);
    await moussa.getByRole("button", { name: "Envoyer ma position une fois" }).click();
    const link = awa.getByRole("log").getByRole("link", { name: "12.63956, -8.00290" });
    await link.waitFor();
    expect(await link.getAttribute("href")).toMatch(/^geo:12\.63956,/);

    await openPosition(awa);
    await awa.getByRole("button", { name: "Envoyer ma position une fois" }).click();
    await awa.getByText("La position n’est pas autorisée sur cet appareil.").waitFor();
  });
});
