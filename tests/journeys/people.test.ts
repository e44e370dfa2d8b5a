import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedCase, openedTalk } from "./support/cases.ts";
import { listen } from "./support/listen.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { expectTexts, field, log, write } from "./support/talk.ts";

const stage = useStage();

describe("two technicians and one request", () => {
  it("is given to one of them, and the other reads calmly who has it", async () => {
    const { path } = await openedCase(stage, "Serrure bloquée");
    const [moussa, seydou] = await Promise.all([
      stage.person("moussa", "/available", { device: "desktop" }),
      stage.person("second", "/available"),
    ]);
    const accept = (page: Page) =>
      page
        .getByRole("listitem")
        .filter({ hasText: "Serrure bloquée" })
        .getByRole("button", { name: "Accepter" });
    await Promise.all([accept(moussa).waitFor(), accept(seydou).waitFor()]);
    // Both listen before both tap: the sentence is for reading, it does not stay for ever.
    const refused = (page: Page) => page.getByText("s’en occupe déjà.").waitFor();
    const told = Promise.race([
      refused(moussa).then(() => ({ loser: moussa, winner: seydou, name: "Seydou Coulibaly" })),
      refused(seydou).then(() => ({ loser: seydou, winner: moussa, name: "Moussa Keïta" })),
    ]);
    await Promise.all([accept(moussa).click(), accept(seydou).click()]);
    const { loser, winner, name } = await told;
    await loser.getByText(`${name} s’en occupe déjà.`).waitFor();
    await accept(loser).waitFor({ state: "detached" });
    expect(new URL(loser.url()).pathname).toBe("/available");
    await winner.waitForURL(`**${path}`);
    await field(winner).waitFor();
    await log(winner).getByText("a accepté votre demande").waitFor();
  });
});

describe("somebody else", () => {
  it.each([
    ["an outsider of another organization", "oscar"],
    ["a technician of the same organization who has no part in it", "second"],
  ] as const)("sees nothing of a conversation by its address: %s (P5)", async (_, who) => {
    const talk = await openedTalk(stage, "Fuite au plafond");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Le code du portail est 4711");
    const device = await stage.device();
    const page = await device.newPage();
    const heard = listen(page);
    await signIn(page, who, talk.path);
    await page.getByRole("heading", { name: "Demande introuvable" }).waitFor();
    await page.getByRole("link", { name: "Revenir à l’accueil" }).waitFor();

    // What happens there afterwards does not reach them either.
    const awa = await stage.person("awa", talk.path);
    await write(awa, "Merci pour le code");
    await expectTexts(awa, ["Le code du portail est 4711", "Merci pour le code"]);
    await page.reload();
    await page.getByRole("heading", { name: "Demande introuvable" }).waitFor();
    expect(await log(page).count()).toBe(0);
    const told = await heard();
    expect(told).not.toContain("Le code du portail");
    expect(told).not.toContain("Merci pour le code");
    expect(told).not.toContain("Fuite au plafond");
    expect(told).not.toContain(talk.conversation);
  });
});

describe("signing out everywhere", () => {
  it("ends the session on the other device too, at once and visibly, and keeps the account usable", async () => {
    const talk = await openedTalk(stage, "Prise qui chauffe");
    const phone = await stage.person("awa", "/requests");
    const desk = await stage.person("awa", talk.path, { device: "desktop" });
    await field(desk).waitFor();

    await phone.getByRole("button", { name: "Compte et affichage de Awa Traoré" }).click();
    const told = desk.getByText("Votre session est terminée.").waitFor();
    await phone.getByRole("button", { name: "Se déconnecter partout" }).click();
    await told;
    await phone.waitForURL("**/sign-in**");
    await desk.waitForURL("**/sign-in**");
    await desk.getByRole("button", { name: "Awa Traoré" }).first().waitFor();
    expect(await keptSessions(desk.context())).toEqual([]);

    await signIn(desk, "awa", talk.path);
    await field(desk).waitFor();
  });
});

/** The sessions that a device still keeps. */
async function keptSessions(context: BrowserContext): Promise<string[]> {
  const { origins } = await context.storageState();
  const items = origins.flatMap(({ localStorage }) => localStorage);
  return items.map(({ name }) => name).filter((name) => name.startsWith("relais-session"));
}
