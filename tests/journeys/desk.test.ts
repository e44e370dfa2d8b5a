import type { CaseView } from "@relais/client";
import type { DeskActionAnswer } from "@relais/client/desk";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { deskPerson, signInAs } from "./support/desk.ts";
import { useStage } from "./support/stage.ts";
import { log } from "./support/talk.ts";

const stage = useStage();

const view = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Vues" }).getByRole("button", { name });
const line = (page: Page, title: string) => page.locator("[data-desk-case]", { hasText: title });
const focusLine = (page: Page, title: string) => line(page, title).getByRole("link").focus();
/** Until when a fact must be visible on a loaded machine. */
const deadline = { timeout: 20_000 };
const focusedLine = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest("[data-desk-case]")?.textContent ?? "");
const bar = (page: Page) => page.getByRole("toolbar", { name: "Actions sur la conversation" });

/** A claim of a customer without an account, opened by Nadia. */
async function claim(title: string, full_name = "Paul Mercier"): Promise<CaseView> {
  const nadia = await deskPerson(stage, "operations@claims.demo");
  return nadia.http.call<CaseView>({
    path: "/v1/cases",
    body: { kind: "claim", title, guest: { full_name, phone: "+223 70 11 22 33" } },
  });
}

async function act(ids: readonly string[], action: object): Promise<void> {
  const nadia = await deskPerson(stage, "operations@claims.demo");
  const body = { case_ids: ids, action };
  await nadia.http.call<DeskActionAnswer>({ path: "/v1/desk/actions", body });
}

const desk = async (name: string, path = "/chat") => {
  const page = await (await stage.device({ device: "desktop" })).newPage();
  await signInAs(page, name, path);
  return page;
};

describe("Nadia's day at the desk", () => {
  it("goes by keys alone: she finds, takes, answers, notes, moves on, puts off, and takes it back", async () => {
    await claim("Hotte muette", "Noé Garin");
    await claim("Four : code erreur E4", "Léa Petit");
    const nadia = await desk("Nadia Benali");
    await view(nadia, "À prendre").waitFor();
    await nadia.keyboard.press("g");
    await nadia.keyboard.press("u");
    await line(nadia, "Four : code erreur E4").waitFor();
    await nadia.keyboard.press("j");
    await focusLine(nadia, "Four : code erreur E4");
    await nadia.keyboard.press("Enter");
    await nadia.getByRole("heading", { name: "Léa Petit" }).waitFor();
    // Assign: herself is the first.
    await nadia.keyboard.press("a");
    await nadia.getByRole("combobox", { name: "Chercher une personne" }).waitFor();
    await nadia.getByRole("option", { name: "Moi" }).waitFor();
    await nadia.keyboard.press("Enter");
    await bar(nadia).getByText("Moi").waitFor();
    await line(nadia, "Four : code erreur E4").waitFor({ state: "detached" });
    // Another line has come to its place, and has the focus.
    await expect.poll(() => focusedLine(nadia), deadline).not.toBe("");
    // What is done next is done to the line that one goes to, and there the focus stays.
    const onHood = () => expect.poll(() => focusedLine(nadia), deadline).toContain("Hotte muette");
    await focusLine(nadia, "Hotte muette");
    await nadia.keyboard.press("r");
    await nadia.getByRole("heading", { name: "Noé Garin" }).waitFor();
    const field = nadia.locator("textarea.composer-field:focus");
    await field.waitFor();
    await nadia.keyboard.type("Nous regardons cela.");
    await nadia.keyboard.press("Enter");
    await log(nadia).getByText("Nous regardons cela.").waitFor();
    await nadia.keyboard.press("Escape");
    await onHood();
    await nadia.keyboard.press("i");
    await nadia.getByRole("textbox", { name: "Note interne" }).and(field).waitFor();
    await nadia.keyboard.type("Deuxième appel");
    await nadia.keyboard.press("Enter");
    await log(nadia).getByText("Deuxième appel").waitFor();
    await nadia.keyboard.press("Escape");
    await onHood();
    await nadia.keyboard.press("m");
    await nadia.getByRole("option", { name: "À l’étude" }).waitFor();
    await nadia.keyboard.press("Enter");
    await nadia.getByText("Passée à « À l’étude ».").waitFor();
    await onHood();
    await nadia.keyboard.press("g");
    await nadia.keyboard.press("m");
    await line(nadia, "Four : code erreur E4").waitFor();
    await focusLine(nadia, "Four : code erreur E4");
    // Put off, then back by z.
    await nadia.keyboard.press("s");
    await nadia.getByRole("dialog").getByRole("combobox").fill("client");
    await nadia.keyboard.press("Enter");
    await line(nadia, "Four : code erreur E4").waitFor({ state: "detached" });
    await nadia.getByText("En pause.").waitFor();
    await nadia.keyboard.press("z");
    await line(nadia, "Four : code erreur E4").waitFor();
  });

  it("never loses a letter to a key of the desk while she writes", async () => {
    const opened = await claim("Lave-linge bruyant");
    const nadia = await desk("Nadia Benali", `/chat/${opened.id}`);
    await nadia.getByRole("heading", { name: "Paul Mercier" }).waitFor();
    await nadia.locator("textarea.composer-field").waitFor();
    await nadia.keyboard.press("r");
    await nadia.keyboard.type("ajouter x ? / gm");
    expect(await nadia.locator("textarea.composer-field").inputValue()).toBe("ajouter x ? / gm");
    expect(await nadia.locator("dialog[open]").count()).toBe(0);
  });

  it("does to several what each allows, and says what stayed as it was", async () => {
    const [one, two] = [await claim("Plaque fendue"), await claim("Hotte muette")];
    await act([two.id], { do: "move", status: "cancelled" });
    const nadia = await desk("Nadia Benali");
    await view(nadia, "Toutes").click();
    await focusLine(nadia, "Plaque fendue");
    await nadia.keyboard.press("x");
    await nadia.getByRole("toolbar", { name: "1 conversation sélectionnée" }).waitFor();
    await nadia.keyboard.press("t");
    await nadia.getByRole("dialog").getByRole("combobox").fill("Fabricant");
    await nadia.keyboard.press("Enter");
    await line(nadia, "Plaque fendue").getByText("Fabricant").waitFor();
    expect(one.internal?.tags ?? []).toEqual([]);
  });

  it("finds a conversation and a command by the palette", async () => {
    await claim("Sèche-linge en panne", "Ibrahima Cissé");
    const nadia = await desk("Nadia Benali");
    await view(nadia, "Toutes").waitFor();
    // Letters that come before the palette does are no keys of the desk.
    await nadia.keyboard.press("Control+k");
    await nadia.keyboard.press("t");
    await nadia.getByRole("dialog", { name: "Palette de commandes" }).waitFor();
    await nadia.getByRole("dialog").getByRole("combobox").fill("ibrahima");
    await nadia.getByRole("option", { name: /Ibrahima Cissé/ }).waitFor();
    await nadia.keyboard.press("Enter");
    await nadia.getByRole("heading", { name: "Ibrahima Cissé" }).waitFor();
    await nadia.keyboard.press("?");
    await nadia.getByRole("dialog", { name: "Raccourcis clavier" }).waitFor();
    await nadia.keyboard.press("Escape");
  });

  it("keeps a view of her own, on every device", async () => {
    await act([(await claim("Aspirateur")).id], { do: "prioritize", priority: "urgent" });
    const nadia = await desk("Nadia Benali");
    await view(nadia, "Toutes").click();
    await nadia.keyboard.press("f");
    await nadia.getByLabel("Priorité").selectOption("urgent");
    await nadia.getByLabel("Nom de la vue").fill("Urgences");
    await nadia.getByRole("button", { name: "Garder cette vue" }).click();
    await view(nadia, "Urgences").waitFor();
    const phone = await (await stage.device()).newPage();
    await signInAs(phone, "Nadia Benali", "/chat");
    await view(phone, "Urgences").click();
    await line(phone, "Aspirateur").waitFor();
  });

  it("takes back an end before it is sent, and ends where the kind allows it", async () => {
    const { id } = await claim("Cave à vin");
    await act([id], { do: "move", status: "under_review" });
    await act([id], { do: "move", status: "approved" });
    const nadia = await desk("Nadia Benali", `/chat/${id}`);
    await view(nadia, "Toutes").click();
    await line(nadia, "Cave à vin").waitFor();
    const end = async () => {
      await nadia.keyboard.press("e");
      await nadia.getByRole("option", { name: "Terminer" }).waitFor();
      await nadia.keyboard.press("Enter");
      await line(nadia, "Cave à vin").getByText("Clôture…").waitFor();
    };
    await end();
    await nadia.keyboard.press("z");
    await nadia.getByText("C’est annulé.").waitFor();
    await end();
    await line(nadia, "Cave à vin").waitFor({ state: "detached" });
    await view(nadia, "Closes").click();
    await line(nadia, "Cave à vin").waitFor();
  });
});

describe("two agents and one conversation", () => {
  it("is taken by one, and the other reads who has it", async () => {
    const { id } = await claim("Micro-ondes");
    const [nadia, julien] = await Promise.all([
      desk("Nadia Benali", `/chat/${id}`),
      desk("Julien Moreau", `/chat/${id}`),
    ]);
    for (const page of [nadia, julien]) {
      await view(page, "À prendre").click();
      await line(page, "Micro-ondes").waitFor();
      await page.keyboard.press("a");
      await page.getByRole("option", { name: "Moi" }).waitFor();
    }
    const told = (page: Page) => page.getByText("s’en occupe déjà.").waitFor();
    const lost = Promise.race([
      told(nadia).then(() => "Julien Moreau s’en occupe déjà."),
      told(julien).then(() => "Nadia Benali s’en occupe déjà."),
    ]);
    await Promise.all([nadia.keyboard.press("Enter"), julien.keyboard.press("Enter")]);
    const sentence = await lost;
    const loser = sentence.startsWith("Julien") ? nadia : julien;
    await loser.getByText(sentence).waitFor();
    const name = sentence.split(" s’en")[0] ?? "";
    await bar(loser).getByText(name).waitFor();
  });
});

describe("Claire's desk", () => {
  it("shows what is said as it is said, and what her organization does not have is not there", async () => {
    const talk = await openedTalk(stage, "Portail coincé");
    const claire = await desk("Claire Diallo");
    await view(claire, "Toutes").click();
    await line(claire, "Portail coincé").waitFor();
    const awa = await stage.client("awa");
    await awa.http.sendMessage(talk.conversation, "Je suis devant le portail");
    await line(claire, "Portail coincé").getByText("Je suis devant le portail").waitFor();
    await line(claire, "Portail coincé").getByRole("link").click();
    await log(claire).getByText("Je suis devant le portail").waitFor();
  });

  it("is not there for a technician", async () => {
    const moussa = await stage.person("moussa", "/available", { device: "desktop" });
    await moussa.goto("/chat");
    await moussa.waitForURL((url) => !url.pathname.startsWith("/chat"));
    expect(await moussa.getByRole("link", { name: "Chat", exact: true }).count()).toBe(0);
  });
});

describe("the desk for everybody", () => {
  beforeEach(() => claim("Grille-pain", "Anne-Sophie de La Rochefoucauld-Montmorency"));

  it("has no serious barrier: list, conversation, palette, filters, help", async () => {
    const nadia = await desk("Nadia Benali");
    await view(nadia, "Toutes").click();
    await line(nadia, "Grille-pain").first().waitFor();
    const found = await barriers(nadia, "list");
    await line(nadia, "Grille-pain").first().getByRole("link").click();
    await bar(nadia).waitFor();
    found.push(...(await barriers(nadia, "conversation")));
    for (const [key, scene] of [
      ["Control+k", "palette"],
      ["f", "filters"],
      ["?", "help"],
    ] as const) {
      await nadia.keyboard.press(key);
      await nadia.locator("dialog[open]").waitFor();
      found.push(...(await barriers(nadia, scene)));
      await nadia.keyboard.press("Escape");
      await nadia.locator("dialog[open]").waitFor({ state: "detached" });
    }
    expect(found).toEqual([]);
  });

  it("shows one pane at a time on a phone, and leads back", async () => {
    const phone = await (await stage.device()).newPage();
    await signInAs(phone, "Nadia Benali", "/chat");
    await view(phone, "Toutes").click();
    await line(phone, "Grille-pain").first().getByRole("link").click();
    await bar(phone).waitFor();
    await expect.poll(() => line(phone, "Grille-pain").first().isVisible()).toBe(false);
    await phone.getByRole("link", { name: "Retour" }).click();
    await line(phone, "Grille-pain").first().waitFor();
  });
});
