import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { journalOf, openedTalk } from "./support/cases.ts";
import { keptHere, stored } from "./support/kept.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { expectDelivery, expectTexts, field, log, shellKept, write } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

/** The databases in which a browser keeps what a person saw. */
const memories = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases())
      .map(({ name }) => name ?? "")
      .filter((name) => name.startsWith("relais-memory")),
  );

const waiting = async (page: Page): Promise<number> =>
  (await stored(page, "relais-outbox", "entries")).length;

describe("without a network", () => {
  it("the app opens cold, shows lists and what was said, and takes what is written: it goes once and in order (P2, P3)", async () => {
    const talk = await openedTalk(stage, "Courroie cassée");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const phone = await stage.device();
    const before = await phone.newPage();
    await signIn(before, "awa", talk.path);
    await write(before, "La voiture est rouge");
    await expectDelivery(before, "La voiture est rouge", "read");
    await write(moussa, "Je vois");
    await expectTexts(before, ["La voiture est rouge", "Je vois"]);
    await keptHere(before, "Je vois");
    await shellKept(before);
    await before.close();

    await phone.setOffline(true);
    await write(moussa, "Écrit pendant l’absence");
    const awa = await phone.newPage();
    await awa.goto("/requests");
    await awa.getByRole("link", { name: "Courroie cassée" }).click();
    await expectTexts(awa, ["La voiture est rouge", "Je vois"]);
    await write(awa, "Sans réseau, un");
    await awa.reload();
    await expectTexts(awa, ["La voiture est rouge", "Je vois", "Sans réseau, un"]);
    await expectDelivery(awa, "Sans réseau, un", "waiting");
    await write(awa, "Sans réseau, deux");
    await awa.getByText("vos messages partiront").waitFor();

    await phone.setOffline(false);
    await expectDelivery(awa, "Sans réseau, deux", "read");
    const all = [
      "La voiture est rouge",
      "Je vois",
      "Écrit pendant l’absence",
      "Sans réseau, un",
      "Sans réseau, deux",
    ];
    await expectTexts(awa, all);
    await expectTexts(moussa, all);
    expect(await journalOf(stage, talk)).toEqual(all);
  });
});

describe("a phone that several people use", () => {
  it("shows the next person nothing of the one before, who is asked first when messages wait (P5)", async () => {
    const talk = await openedTalk(stage, "Clé tordue");
    const phone = await stage.device();
    const page = await phone.newPage();
    await signIn(page, "awa", talk.path);
    await write(page, "Le double est chez ma sœur");
    await expectDelivery(page, "Le double est chez ma sœur", "sent");
    await shellKept(page);
    await expect.poll(() => memories(page)).toHaveLength(1);
    await phone.setOffline(true);
    await write(page, "Pas encore parti");
    await expectDelivery(page, "Pas encore parti", "waiting");
    await expect.poll(() => waiting(page)).toBe(1);
    await page.goto("/requests");
    await page.getByRole("button", { name: "Compte et affichage de Awa Traoré" }).click();
    await page.getByRole("button", { name: "Se déconnecter", exact: true }).click();
    await page.getByText("1 message n’est pas encore parti").waitFor();
    await page.getByRole("button", { name: "Se déconnecter et l’effacer" }).click();
    await page.waitForURL("**/sign-in**");
    await expect.poll(() => memories(page)).toEqual([]);
    await expect.poll(() => waiting(page)).toBe(0);

    await phone.setOffline(false);
    await signIn(page, "oscar", "/requests");
    await phone.setOffline(true);
    await page.goto(talk.path);
    await page.locator("[data-connection]").waitFor();
    expect(await log(page).count()).toBe(0);
    expect(await page.getByText("Le double est chez ma sœur").count()).toBe(0);
    expect(await page.getByText("Clé tordue").count()).toBe(0);
  });
});

describe("a device that is signed out from afar", () => {
  it("is shown the door at once, and keeps nothing: no memory, no outbox, no session, no draft", async () => {
    const talk = await openedTalk(stage, "Téléphone perdu");
    await (await stage.client("awa")).http.endOtherSessions();
    const lost = await stage.person("awa", talk.path);
    await write(lost, "Le code est 4711");
    await expectDelivery(lost, "Le code est 4711", "sent");
    await field(lost).fill("Un brouillon");
    await expect.poll(() => memories(lost)).toHaveLength(1);

    const desk = await stage.person("awa", "/requests", { device: "desktop" });
    await desk.getByRole("button", { name: "Compte et affichage de Awa Traoré" }).click();
    await desk.getByRole("button", { name: "Appareils connectés" }).click();
    await desk.getByText("Cet appareil", { exact: true }).waitFor();
    const told = lost.getByText("Votre session est terminée.").waitFor();
    await desk.getByRole("button", { name: "Déconnecter Chrome · Android" }).click();
    await told;
    await lost.waitForURL("**/sign-in**");
    await expect.poll(() => memories(lost)).toEqual([]);
    expect(await waiting(lost)).toBe(0);
    const kept = await lost.evaluate(() => Object.keys(localStorage));
    expect(kept.filter((key) => /draft|session/.test(key))).toEqual([]);
    await desk.getByText("Chrome · Android").waitFor({ state: "detached" });
  });

  it("learns of it when it comes back, and forgets then", async () => {
    const talk = await openedTalk(stage, "Téléphone éteint");
    const phone = await stage.device();
    const before = await phone.newPage();
    await signIn(before, "awa", talk.path);
    await write(before, "Le code est 4712");
    await expectDelivery(before, "Le code est 4712", "sent");
    await keptHere(before, "Le code est 4712");
    await shellKept(before);
    await phone.setOffline(true);
    const awa = await stage.client("awa");
    await awa.http.endOtherSessions();
    await before.reload();
    await expectTexts(before, ["Le code est 4712"]);

    await phone.setOffline(false);
    await before.waitForURL("**/sign-in**");
    await expect.poll(() => memories(before)).toEqual([]);
  });
});
