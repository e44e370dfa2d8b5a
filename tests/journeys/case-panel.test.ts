import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { log } from "./support/talk.ts";

const stage = useStage();

const desktop = { device: "desktop" } as const;

test("N25.9: who does the work changes priority and tags in the panel; the customer sees no tag", async () => {
  const talk = await openedTalk(stage, "Radiateur percé");
  const other = await openedTalk(stage, "Phare cassé");
  const { http } = await stage.client("claire");
  await http.updateCase(other.id, { tags: ["relance"] });
  const claire = await stage.person("claire", talk.path, desktop);
  const panel = claire.getByRole("complementary", { name: "Détails de la demande" });
  await panel.getByLabel("Urgence").selectOption("high");
  await panel.locator("[data-history] > li").filter({ hasText: "Urgence" }).waitFor();
  const field = panel.getByRole("combobox", { name: "Ajouter une étiquette" });
  await field.focus();
  await expect.poll(() => panel.locator("datalist option").count()).toBe(1);
  await field.fill("zulu-5520");
  await field.press("Enter");
  await panel.locator("[data-tags]").getByText("zulu-5520").waitFor();
  await panel.getByRole("button", { name: "Retirer l’étiquette zulu-5520" }).click();
  await expect.poll(() => panel.locator("[data-tags] > li").count()).toBe(0);
  await panel.getByText("Étiquettes retirées").waitFor();

  const awa = await stage.person("awa", talk.path, desktop);
  await awa.locator("[data-history] > li").filter({ hasText: "Urgence" }).waitFor();
  expect(await awa.content()).not.toContain("zulu-5520");
  // What is expected next is said to the customer, in words that are theirs alone.
  await awa.getByText("Le technicien se met en route.").waitFor();
  expect(await panel.getByText("Le technicien se met en route.").count()).toBe(0);
  expect(await awa.getByLabel("Ajouter une étiquette").count()).toBe(0);
});

test("N20.9: the office opens a case for somebody without an account, and has the link at once", async () => {
  const claire = await stage.person("claire", "/requests/new", desktop);
  await claire.getByLabel("Nom et prénom").fill("Fanta Cissé");
  await claire.getByLabel("Téléphone").fill("+223 66 77 88 99");
  await claire.getByLabel("En quelques mots").fill("Voiture en panne au marché");
  await claire.getByRole("button", { name: "Envoyer la demande" }).click();
  await claire.waitForURL("**/communication/**");
  const sheet = claire.getByRole("dialog");
  await sheet.getByText("Fanta Cissé").waitFor();
  await sheet.getByRole("button", { name: /Créer le lien/ }).click();
  await sheet.getByText("/suivi/").waitFor();
  const address = (await sheet.getByText("/suivi/").textContent()) ?? "";
  const guest = await (await stage.device()).newPage();
  await guest.goto(new URL(address.trim()).pathname);
  await log(guest).waitFor();
});
