import { files } from "@relais/core/testing";
import type { SharedInvitation } from "@relais/protocol";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { signInAs } from "./support/desk.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { field } from "./support/talk.ts";

const stage = useStage();

const desktop = { device: "desktop" } as const;
const sections = [
  "people",
  "team",
  "departments",
  "categories",
  "equipment",
  "replies",
  "targets",
  "embedding",
  "keys",
  "organization",
  "audit",
] as const;

/** Whether something sticks out of the page sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** The section has what it shows, and no longer says that it is on its way. */
async function settled(page: Page, section: string): Promise<void> {
  await page.goto(`/admin/${section}`);
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await page.locator(".spinner, [data-spinner]").first().waitFor({ state: "detached" });
}

test("N33.2: somebody invited by a link chooses a password and is in; the link works once", async () => {
  const claire = await stage.person("claire", "/admin/people", desktop);
  await claire.getByRole("button", { name: "Inviter quelqu’un" }).click();
  const sheet = claire.getByRole("dialog", { name: "Inviter quelqu’un" });
  await sheet.getByLabel("Nom").fill("Salif Coulibaly");
  // What was written is not lost by a key, or by a touch beside the sheet, once or twice.
  for (const lose of [
    () => claire.keyboard.press("Escape"),
    () => claire.keyboard.press("Escape"),
    () => claire.mouse.click(5, 5),
  ]) {
    await lose();
    await sheet.getByRole("alert").getByText("n’est pas enregistré").waitFor();
  }
  await sheet.getByRole("button", { name: "Continuer" }).click();
  await sheet.getByRole("alert").waitFor({ state: "detached" });
  expect(await sheet.getByLabel("Nom").inputValue()).toBe("Salif Coulibaly");
  await sheet.getByRole("button", { name: "Créer le lien" }).click();
  const address = await sheet.getByText(/\/invitation\/[0-9a-f]{64}$/).innerText();
  // Outside an open dialog nothing is said to a screen reader, and nothing can be touched.
  await sheet.getByRole("button", { name: "Copier le lien" }).click();
  await sheet.getByRole("status").getByText(/copi/i).waitFor();
  await sheet.getByRole("button", { name: "Fermer" }).click();

  const phone = await (await stage.device()).newPage();
  await phone.goto(new URL(address).pathname);
  await phone.getByRole("heading", { name: /^Rejoindre/ }).waitFor();
  expect(await phone.getByLabel("Votre nom").inputValue()).toBe("Salif Coulibaly");
  await phone.getByLabel("Adresse e-mail").fill("salif@depannage.demo");
  await phone.getByLabel("Mot de passe").fill("court");
  await phone.getByRole("button", { name: "Créer mon compte" }).click();
  await phone.getByText("Choisissez un mot de passe de 8 caractères").waitFor();
  await phone.getByLabel("Mot de passe").fill("une phrase assez longue");
  expect(await barriers(phone, "invitation")).toEqual([]);
  await phone.getByRole("button", { name: "Créer mon compte" }).click();
  await phone.waitForURL((url) => !url.pathname.startsWith("/invitation"));
  await phone.getByRole("button", { name: /Salif Coulibaly/ }).waitFor();

  const late = await (await stage.device()).newPage();
  await late.goto(new URL(address).pathname);
  await late.getByText("a déjà servi").waitFor();

  await claire.getByRole("tab", { name: "Invitations" }).click();
  await claire.getByText("Acceptée").waitFor();
});

test("N33.3 N33.5: whoever is deactivated is shown the door at once, and the log says who did it", async () => {
  const seydou = await stage.person("second", "/mine");
  const claire = await stage.person("claire", "/admin/people", desktop);
  await claire.getByRole("searchbox").fill("Seydou");
  await claire.getByRole("button", { name: /Seydou Coulibaly/ }).click();
  await claire.getByRole("button", { name: "Désactiver le compte" }).click();
  const question = claire.getByRole("dialog", { name: /^Désactiver Seydou/ });
  await question.getByRole("button", { name: "Désactiver le compte" }).click();
  await seydou.waitForURL("**/sign-in**");
  await claire.getByRole("button", { name: "Réactiver le compte" }).waitFor();
  await claire.goto("/admin/audit");
  await claire.getByRole("heading", { name: "Aujourd’hui" }).waitFor();
  const told = claire.getByRole("listitem").filter({
    hasText: "Claire Diallo a désactivé le compte de Seydou Coulibaly",
  });
  await told.getByText(/^depuis /).waitFor();
});

/** Until when a fact must be visible: a picture comes by the network. */
const deadline = { timeout: 20_000 };

/** The organization's colour, as the page has it. */
const brandOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--brand"));

/** The logo has come, and stands in a box of its own. */
async function showsLogo(page: Page): Promise<void> {
  const logo = page.locator("img[src^='/logos/']").first();
  await expect
    .poll(() => logo.evaluate((picture: HTMLImageElement) => picture.naturalWidth), deadline)
    .toBeGreaterThan(0);
}

test("N33.6: the organization's logo and colour are shown to its people, its guests and whoever it invites", async () => {
  // Signed in before: what changes is shown to whoever is here already.
  const awa = await stage.person("awa", "/requests");
  const claire = await stage.person("claire", "/admin/organization", desktop);
  await claire.getByLabel("Utiliser notre couleur").check();
  await claire.locator("input[type=color]").fill("#7a1f5c");
  await claire.getByRole("button", { name: "Enregistrer" }).click();
  await claire.getByText("Enregistré.").first().waitFor();
  await claire.locator("input[type=file]").setInputFiles({
    name: "logo.jpg",
    mimeType: "image/jpeg",
    buffer: await files.photo(),
  });
  await claire.getByRole("button", { name: "Retirer le logo" }).waitFor();
  await expect.poll(() => brandOf(claire)).toBe("#7a1f5c");
  await awa.reload();
  const talk = await openedTalk(stage, "Pneu crevé");
  const moussa = await stage.client("moussa");
  const link = await moussa.http.shareLink(talk.conversation);
  const office = await stage.client("claire");
  const invitation = await office.http.call<SharedInvitation>({
    path: "/v1/admin/invitations",
    body: { role: "worker" },
  });
  const guest = await (await stage.device()).newPage();
  await guest.goto(link.path);
  await field(guest).waitFor();
  const invited = await (await stage.device()).newPage();
  await invited.goto(invitation.path);
  await showsLogo(claire);
  for (const page of [awa, guest, invited]) {
    await showsLogo(page);
    await expect.poll(() => brandOf(page)).toBe("#7a1f5c");
  }
  expect(await barriers(guest, "the customer’s link in the organization's colour")).toEqual([]);
});

test.each(["navigation", "links"])(
  "what was changed and not saved is asked for before its page is left (%s)",
  async (means) => {
    const device = await stage.device(desktop);
    // What browsers have learnt late.
    if (means === "links")
      await device.addInitScript(() => Reflect.deleteProperty(window, "navigation"));
    const claire = await device.newPage();
    await signIn(claire, "claire", "/admin/people");
    await claire.getByRole("link", { name: "Organisation" }).click();
    const name = claire.getByLabel("Nom", { exact: true });
    await name.fill("SOS Dépannage Ségou");
    const question = claire.getByRole("dialog", { name: "Quitter sans enregistrer ?" });
    const ways = [() => claire.getByRole("link", { name: "Équipe", exact: true }).click()];
    if (means === "navigation") ways.push(() => claire.evaluate(() => history.back()));
    for (const leave of ways) {
      await leave();
      await question.getByRole("button", { name: "Continuer" }).click();
      await question.waitFor({ state: "hidden" });
      expect(await name.inputValue()).toBe("SOS Dépannage Ségou");
    }
    await claire.getByRole("link", { name: "Équipe", exact: true }).click();
    await question.getByRole("button", { name: "Quitter sans enregistrer" }).click();
    await claire.waitForURL("**/admin/team");
    await claire.getByRole("link", { name: "Organisation" }).click();
    await expect.poll(() => name.inputValue()).toBe("SOS Dépannage Bamako");
  },
);

test("N33.1: administration is nothing for anybody else", async () => {
  const awa = await stage.person("awa", "/requests");
  await awa.goto("/admin/people");
  await awa.getByText("Administration").first().waitFor();
  expect(await awa.getByRole("navigation", { name: /administration/ }).count()).toBe(0);
  expect(await awa.getByRole("button", { name: "Inviter quelqu’un" }).count()).toBe(0);
});

test.each(["desktop", "phone"] as const)(
  "every section can be used by everybody on a %s",
  async (device) => {
    const claire = await stage.person("claire", "/mine", { device });
    for (const section of sections) {
      await settled(claire, section);
      expect(await overflow(claire)).toBe(false);
      expect(await barriers(claire, `${device} ${section}`)).toEqual([]);
    }
  },
);

test("sections are reached, an invitation is made and withdrawn once that was asked, by keyboard alone", async () => {
  const claire = await stage.person("claire", "/admin/people", desktop);
  const people = claire.getByRole("link", { name: "Départements" });
  await people.focus();
  await claire.keyboard.press("Enter");
  await claire.getByRole("heading", { name: "Départements" }).waitFor();
  await claire.getByLabel("Nom").focus();
  await claire.keyboard.type("Comptabilité");
  await claire.keyboard.press("Enter");
  await claire.getByText("Enregistré.").first().waitFor();
  await claire.getByRole("listitem").filter({ hasText: "Comptabilité" }).waitFor();
  await claire.getByRole("link", { name: "Personnes" }).press("Enter");
  await claire.getByRole("button", { name: "Inviter quelqu’un" }).press("Enter");
  const sheet = claire.getByRole("dialog", { name: "Inviter quelqu’un" });
  await sheet.getByLabel(/^Nom/).fill("Salif Diarra");
  await claire.keyboard.press("Enter");
  await sheet.getByRole("button", { name: "Copier le lien" }).waitFor();
  await claire.keyboard.press("Escape");
  await claire.getByRole("tab", { name: "Invitations" }).press("Enter");
  const invited = claire.getByRole("listitem").filter({ hasText: "Salif Diarra" });
  await invited.getByRole("button").press("Enter");
  const question = claire.getByRole("dialog", { name: /^Retirer l’invitation de Salif Diarra/ });
  await question.getByRole("button", { name: "Retirer" }).press("Enter");
  await invited.getByText("Retirée").waitFor();
});

test("an admin says what somebody of the team takes: how much, of which kinds, with which skills", async () => {
  const aminata = await (await stage.device(desktop)).newPage();
  await signInAs(aminata, "Aminata Sissoko", "/admin/team");
  await aminata.getByRole("button", { name: /Julien Moreau/ }).click();
  const sheet = aminata.getByRole("dialog", { name: "Julien Moreau" });
  await sheet.getByLabel(/Dossiers en même temps/).fill("3");
  await sheet.getByLabel(/Compétences/).fill("froid, télévision");
  const kinds = sheet.getByRole("group", { name: "Ce qu’on lui confie" }).getByRole("checkbox");
  await kinds.first().uncheck();
  expect(await barriers(aminata, "somebody of the team")).toEqual([]);
  await sheet.getByRole("button", { name: "Enregistrer" }).click();
  await aminata.getByText("froid · télévision").waitFor();
  await aminata.reload();
  await aminata.getByText(/sur 3/).first().waitFor();
  await aminata.getByRole("button", { name: /Julien Moreau/ }).click();
  expect(await kinds.first().isChecked()).toBe(false);
});

test("N33.8: a department is renamed, archived while a person is in it, and brought back", async () => {
  const claire = await stage.person("claire", "/admin/departments", desktop);
  await claire.getByLabel("Nom").fill("Atelier");
  await claire.getByRole("button", { name: "Ajouter" }).click();
  await claire.getByRole("button", { name: "Atelier", exact: true }).click();
  const sheet = claire.getByRole("dialog", { name: "Atelier" });
  await sheet.getByLabel("Nom").fill("Atelier nord");
  expect(await barriers(claire, "a department")).toEqual([]);
  await sheet.getByRole("button", { name: "Enregistrer" }).click();
  await claire.getByRole("button", { name: "Atelier nord", exact: true }).waitFor();

  await claire.goto("/admin/people");
  await claire.getByRole("button", { name: /Moussa Keïta/ }).click();
  await claire.getByLabel("Département").selectOption({ label: "Atelier nord" });
  await claire.getByRole("button", { name: "Enregistrer" }).click();
  await claire.getByText("Enregistré.").first().waitFor();

  await claire.goto("/admin/departments");
  await claire.getByRole("button", { name: "Atelier nord", exact: true }).click();
  await claire.getByRole("dialog").getByRole("button", { name: "Retirer" }).click();
  const question = claire.getByRole("dialog", { name: /^Retirer « Atelier nord »/ });
  await question.getByRole("button", { name: "Retirer" }).click();
  const archive = claire.getByRole("region", { name: "Archives" });
  await archive.getByRole("button", { name: "Atelier nord", exact: true }).click();
  await claire.getByRole("dialog").getByRole("button", { name: "Rétablir" }).click();
  await archive.waitFor({ state: "detached" });
  await claire.getByRole("button", { name: "Atelier nord", exact: true }).waitFor();
});

test("N33.8: an equipment is given to a customer who is found by name, and taken back", async () => {
  const claire = await stage.person("claire", "/admin/equipment", desktop);
  await claire.getByLabel("Nom").fill("Groupe électrogène");
  await claire.getByLabel("Sorte").fill("énergie");
  await claire.getByRole("button", { name: "Ajouter" }).click();
  const line = claire.getByRole("button", { name: /^Groupe électrogène/ });
  await line.click();
  const sheet = claire.getByRole("dialog", { name: "Groupe électrogène" });
  await sheet.getByLabel(/^Confié à/).fill("zzz");
  await sheet.getByText("Aucun client de ce nom.").waitFor();
  await sheet.getByLabel(/^Confié à/).fill("Moussa Keïta");
  await sheet.getByText("Aucun client de ce nom.").waitFor();
  await sheet.getByLabel(/^Confié à/).fill("traor");
  expect(await barriers(claire, "who an equipment is given to")).toEqual([]);
  await sheet.getByRole("button", { name: /Awa Traoré/ }).click();
  await sheet.getByRole("button", { name: "Enregistrer" }).click();
  await line.filter({ hasText: "Confié à Awa Traoré" }).click();
  await sheet.getByRole("button", { name: "Ne plus le confier à Awa Traoré" }).click();
  await sheet.getByRole("button", { name: "Enregistrer" }).click();
  await sheet.waitFor({ state: "detached" });
  await line.filter({ hasText: /^Groupe électrogèneénergie$/ }).waitFor();
});
