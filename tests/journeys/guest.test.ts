import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk, type Talk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { signIn } from "./support/sign-in.ts";
import { bubble, expectDelivery, field, log, write } from "./support/talk.ts";
import { weigh } from "./support/weight.ts";

const stage = useStage({ keepsApp: true });

const linkOf = async ({ conversation }: Talk, renew = false): Promise<string> => {
  const moussa = await stage.client("moussa");
  return (await moussa.http.shareLink(conversation, renew)).path;
};

const guest = async (path: string): Promise<Page> => {
  const page = await (await stage.device()).newPage();
  await page.goto(path);
  return page;
};

/** Everything that a device keeps and shows. */
const everything = async (page: Page): Promise<string> =>
  (await page.content()) +
  (await page.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)));

describe("the customer's link", () => {
  it("N20.4: is the whole job, on two devices, and the address forgets it at once", async () => {
    const talk = await openedTalk(stage, "Portail bloqué");
    const path = await linkOf(talk);
    const phone = await guest(path);
    await field(phone).waitFor();
    expect(new URL(phone.url()).pathname).toBe("/suivi");
    await phone.getByText("SOS Dépannage Bamako").waitFor();
    expect(await phone.getByRole("link", { name: "Appeler Moussa" }).getAttribute("href")).toBe(
      "tel:+22370000002",
    );
    await phone.getByText("Ensuite : En route").waitFor();
    await write(phone, "Je suis devant le portail");
    await expectDelivery(phone, "devant le portail", "sent");
    const second = await guest(path);
    await bubble(second, "devant le portail").waitFor();

    // It moves on, and is told without asking.
    const moussa = await stage.client("moussa");
    await moussa.http.changeStatus(talk.id, "en_route");
    await phone.getByText("Moussa est en route").first().waitFor();
    // Opened again without the link, and without a network.
    await phone.reload();
    await bubble(phone, "devant le portail").waitFor();
    expect(await barriers(phone, "the customer’s link")).toEqual([]);
  });

  it("N20.7: says calmly that it was withdrawn, replaced, or never was", async () => {
    const talk = await openedTalk(stage, "Serrure cassée");
    const path = await linkOf(talk);
    const phone = await guest(path);
    await field(phone).waitFor();
    const next = await linkOf(talk, true);
    await phone.getByRole("heading", { name: "Ce lien a été remplacé" }).waitFor();
    const late = await guest(path);
    await late.getByRole("heading", { name: "Ce lien a été remplacé" }).waitFor();
    const wrong = await guest(`/suivi/${"0".repeat(64)}`);
    await wrong.getByRole("heading", { name: "Ce lien n’ouvre rien" }).waitFor();
    const empty = await guest("/suivi");
    await empty.getByRole("heading", { name: "Ouvrez à nouveau votre lien" }).waitFor();
    expect(await barriers(wrong, "the customer’s link")).toEqual([]);
    const again = await guest(next);
    await field(again).waitFor();
    for (const page of [late, wrong, again]) expect(new URL(page.url()).pathname).toBe("/suivi");
  });

  it("is sent from the conversation, and a note for the team stays there", async () => {
    const talk = await openedTalk(stage, "Pneu crevé");
    const desk = await stage.person("moussa", talk.path, { device: "desktop" });
    await desk.getByRole("button", { name: "Lien du client" }).click();
    await desk.getByRole("button", { name: "Créer le lien" }).click();
    await desk.getByRole("img", { name: "Code QR du lien" }).waitFor();
    const address = await desk.getByText(/\/suivi\/[0-9a-f]{64}/).textContent();
    const phone = await guest(new URL(address ?? "").pathname);
    await field(phone).waitFor();
    expect(await barriers(desk, "the customer’s link")).toEqual([]);
    await desk.keyboard.press("Escape");
    // On a phone the header keeps its room for the name: the link is one tap further.
    const mobile = await stage.person("moussa", talk.path);
    await mobile.getByRole("button", { name: "Détails de la demande" }).click();
    await mobile.getByRole("button", { name: "Lien du client" }).click();
    await mobile.getByRole("heading", { name: "Lien de suivi" }).waitFor();
    expect(await barriers(mobile, "the customer’s link")).toEqual([]);

    await desk.getByRole("button", { name: "Note interne" }).click();
    await write(desk, "Zanzibar-8841, client pressé");
    await bubble(desk, "Zanzibar-8841").and(desk.locator("[data-internal]")).waitFor();
    await desk.getByRole("button", { name: "Au client" }).click();
    await write(desk, "J’arrive");
    await bubble(phone, "J’arrive").waitFor();
    expect(await log(desk).locator(".bubble").allTextContents()).toHaveLength(2);
    expect(await everything(phone)).not.toContain("Zanzibar");
    expect(await barriers(desk, "the customer’s link")).toEqual([]);
  });

  it("is the lightest page", async () => {
    const talk = await openedTalk(stage, "Batterie à plat");
    const path = await linkOf(talk);
    const visitor = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const own = await weigh(visitor);
    await visitor.goto(path);
    await field(visitor).waitFor();
    const device = await stage.device({}, { serviceWorkers: "block" });
    const account = await device.newPage();
    await signIn(account, "awa", "/requests");
    const whole = await weigh(account);
    await account.goto(talk.path);
    await field(account).waitFor();
    // What both bring while one reads already is no part of the way there.
    const scripts = /\/(?:first|assets\/(?:app|conversation|guest|member)-[^/]*)\.js$/;
    expect(own.of(scripts)).toBeGreaterThan(50_000);
    expect(own.of(scripts)).toBeLessThanOrEqual(whole.of(scripts));
    expect(own.total()).toBeLessThan(150_000);
  });
});
