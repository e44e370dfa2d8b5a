import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedCase, openedTalk, type Talk } from "./support/cases.ts";
import { tabTo } from "./support/keyboard.ts";
import { useStage } from "./support/stage.ts";
import { connectionBar, expectDelivery, expectTexts, field, log, write } from "./support/talk.ts";

const stage = useStage();

async function talkWithWords(): Promise<Talk> {
  const talk = await openedTalk(stage, "Compteur qui disjoncte");
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  await awa.http.sendMessage(talk.conversation, "Tout saute, voyez https://exemple.demo/plan");
  await moussa.http.sendMessage(talk.conversation, "Je regarde ce soir");
  return talk;
}

/** Looks at one scene after the other on one page, and tells at the end what was found in all of them. */
function tour(page: Page) {
  const found: string[] = [];
  return {
    look: async (scene: string) => void found.push(...(await barriers(page, scene))),
    go: (path: string) => page.goto(path),
    found,
  };
}

describe.each(["phone", "desktop"] as const)("on a %s, in light and in dark", (device) => {
  it("nothing keeps anybody out at the door and at the edges", async () => {
    const page = await (await stage.device({ device })).newPage();
    const { look, go, found } = tour(page);
    await go("/sign-in");
    await page.getByRole("button", { name: "Awa Traoré" }).first().waitFor();
    await page.getByRole("button", { name: "Se connecter", exact: true }).click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    await look("the door, with what is missing");

    await go("/ailleurs");
    await page.getByRole("heading", { name: "Cette page n’existe pas" }).waitFor();
    await look("a page that is not there");
    expect(found).toEqual([]);
  });

  it("nothing keeps a customer out", async () => {
    const page = await stage.person("oscar", "/requests", { device });
    await page.getByText("Tout fonctionne").waitFor();
    const { look, go, found } = tour(page);
    await look("an empty list");

    await page.getByRole("button", { name: "Compte et affichage" }).click();
    await page.getByRole("dialog").getByText("Apparence").waitFor();
    await look("account and display");

    await go("/requests/new");
    await page.getByRole("button", { name: "Envoyer la demande" }).click();
    await page.locator("[aria-invalid=true]").waitFor();
    await look("a new request, with what is missing");

    await go("/communication/01900000-0000-7000-8000-00000000dead");
    await page.getByText("Demande introuvable").waitFor();
    await look("a request that is not there");
    expect(found).toEqual([]);
  });

  it("nothing keeps a customer out of the conversation", async () => {
    const talk = await talkWithWords();
    const waiting = await openedCase(stage, "Volet à régler");
    const page = await stage.person("awa", "/requests", { device });
    await page.getByText("non lu").first().waitFor({ state: "attached" });
    const { look, go, found } = tour(page);
    await look("the list, with something to read");

    await go(waiting.path);
    await page.getByRole("button", { name: "Annuler la demande" }).click();
    await page.getByRole("dialog").getByText("Garder la demande").waitFor();
    await look("the waiting room, asked whether to cancel");

    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await go(talk.path);
    await log(page).getByText("Je regarde ce soir").waitFor();
    // What is typed before the page is connected is not told; what follows is.
    const typing = async () => {
      await field(moussa).press("o");
      return log(page).getByText("Moussa écrit…").isVisible();
    };
    await expect.poll(typing, { timeout: 20_000, interval: 500 }).toBe(true);
    await look("a conversation, one side writing");

    if (device === "phone") {
      await page.getByRole("button", { name: "Détails de la demande" }).click();
      await page.getByRole("dialog").getByText("Déroulé").waitFor();
      await look("the details of a request");
      await page.keyboard.press("Escape");
    }

    await page.context().setOffline(true);
    await write(page, "À demain");
    await expectDelivery(page, "À demain", "waiting");
    await connectionBar(page, "offline").waitFor();
    await look("a conversation without a network");

    await (await stage.client("moussa")).http.changeStatus(talk.id, "cancelled");
    await page.context().setOffline(false);
    await expectDelivery(page, "À demain", "failed");
    await look("a message that failed in a closed conversation");
    expect(found).toEqual([]);
  });

  it("nothing keeps those out who do the work", async () => {
    const talk = await talkWithWords();
    const waiting = await openedCase(stage, "Portail à graisser");
    const page = await stage.person("moussa", "/available", { device });
    const { look, go, found } = tour(page);
    await page.getByText("Portail à graisser").first().waitFor();
    await look("what a technician may take");

    await go(waiting.path);
    await page.locator("#content").getByRole("button", { name: "Accepter" }).waitFor();
    await look("a request that one may take");

    await go("/mine");
    await page.getByText(talk.title).first().waitFor();
    await look("what a technician has taken");
    expect(found).toEqual([]);
  });

  it("nothing keeps the office out", async () => {
    const talk = await talkWithWords();
    const page = await stage.person("claire", "/mine", { device });
    const { look, go, found } = tour(page);
    await page.getByText(talk.title).first().waitFor();
    await look("all requests");

    await go(talk.path);
    await page.getByText("sans y prendre part").waitFor();
    await look("a conversation that the office looks into");
    expect(found).toEqual([]);
  });
});

/** Signs in without a pointer. */
async function enter(name: RegExp): Promise<Page> {
  const page = await (await stage.device({ device: "desktop" })).newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name }).first().waitFor();
  await tabTo(page, name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(requests|mine)$/);
  return page;
}

it("by keyboard only, a request is opened, taken, talked about and finished", async () => {
  const [awa, moussa] = await Promise.all([enter(/Awa Traoré/), enter(/Moussa Keïta/)]);

  await awa.getByRole("link", { name: "Nouvelle demande" }).waitFor();
  await tabTo(awa, /^Nouvelle demande$/);
  await awa.keyboard.press("Enter");
  await awa.getByRole("heading", { name: "Que se passe-t-il ?" }).waitFor();
  await tabTo(awa, /^title$/);
  await awa.keyboard.type("Robinet qui fuit");
  await awa.keyboard.press("Enter");
  await awa.getByRole("heading", { name: "En attente d’un technicien" }).waitFor();

  await tabTo(moussa, /Disponibles$/);
  await moussa.keyboard.press("Enter");
  await moussa.getByText("Robinet qui fuit").first().waitFor();
  await tabTo(moussa, /^Robinet qui fuit$/);
  await tabTo(moussa, /^Accepter$/);
  await moussa.keyboard.press("Enter");
  // On a desk the field has the focus when the conversation opens.
  await moussa.locator("textarea.composer-field:focus").waitFor();
  await moussa.keyboard.type("Bonjour Awa");
  await moussa.keyboard.press("Shift+Enter");
  await moussa.keyboard.type("je pars");
  await moussa.keyboard.press("Enter");
  await expectTexts(awa, ["Bonjour Awa\nje pars"]);
  await awa.locator("textarea.composer-field:focus").waitFor();
  await awa.keyboard.type("Merci");
  await awa.keyboard.press("Enter");
  await expectTexts(moussa, ["Bonjour Awa\nje pars", "Merci"]);

  // The log is one stop, whatever was said; the arrows go from message to message.
  await awa.keyboard.press("Shift+Tab");
  await tabTo(awa, /^Aller au contenu$/);
  await awa.keyboard.press("Enter");
  await tabTo(awa, /^Messages$/);
  // What leads by arrows comes with the focus: until it is there an arrow scrolls.
  while ((await awa.locator("[role=log]:focus").count()) > 0) await awa.keyboard.press("ArrowUp");
  await awa.keyboard.press("ArrowUp");
  await awa.locator("[aria-description$='je pars']:focus").waitFor();
  await awa.keyboard.press("Enter");
  await awa.getByRole("dialog", { name: "Actions sur le message" }).waitFor();
  await awa.keyboard.press("Escape");

  for (const verb of ["Je pars", "Je suis arrivé", "Commencer", "Terminer"]) {
    const button = moussa.locator("#content").getByRole("button", { name: verb }).first();
    await button.waitFor();
    // Past the list, in which other cases have the same verb.
    await tabTo(moussa, /^Aller au contenu$/);
    await moussa.keyboard.press("Enter");
    await tabTo(moussa, new RegExp(`^${verb}$`));
    await moussa.keyboard.press("Enter");
    if (verb === "Terminer") {
      await moussa.getByRole("dialog", { name: verb }).waitFor();
      await tabTo(moussa, /^Terminer$/);
      await moussa.keyboard.press("Enter");
    }
    await button.waitFor({ state: "detached" });
  }
  await awa.getByText("L’intervention est terminée").first().waitFor();
});
