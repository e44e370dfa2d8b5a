import { createClient } from "@relais/client";
import { expect, test } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { signInAs } from "./support/desk.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();
const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

test("N36.1 N36.3: a key is made, shown once, works for a program, and is revoked", async () => {
  const page = await (await stage.device({ device: "desktop" }, clipboard)).newPage();
  await signInAs(page, "Claire Diallo", "/admin/keys");
  await page.getByRole("button", { name: "Nouvelle clé" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Créer la clé" }).click();
  await expect.poll(() => sheet.getByLabel("Nom").getAttribute("aria-invalid")).toBe("true");
  await sheet.getByLabel("Nom").fill("Claire Diallo");
  await sheet.getByRole("button", { name: "Créer la clé" }).click();
  await sheet.getByText("C’est le nom d’une personne").waitFor();
  await sheet.getByLabel("Nom").fill("Boutique");
  await sheet.getByRole("button", { name: "Créer la clé" }).click();
  await sheet.getByRole("button", { name: "Copier la clé" }).click();
  await sheet.getByText("Copié", { exact: true }).first().waitFor();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(await barriers(page, "a new key")).toEqual([]);
  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: "Boutique" });
  await row.getByText("Jamais utilisée").waitFor();
  expect(await page.content()).not.toContain(secret);

  const baseUrl = stage.server.url;
  const shop = createClient({ baseUrl, getToken: async () => secret });
  const talk = await openedTalk(stage, "Batterie à plat");
  await shop.http.sendMessage(talk.conversation, "Votre batterie est en stock.");
  const awa = await stage.person("awa", talk.path);
  await awa.getByRole("log").getByText("Votre batterie est en stock.").waitFor();
  await awa.getByRole("log").getByText("Boutique").first().waitFor();

  await page.reload();
  await row.getByText(/^Utilisée/).waitFor();
  await row.getByRole("button", { name: /^Révoquer/ }).click();
  const question = page.getByRole("dialog", { name: /^Révoquer la clé de Boutique/ });
  await question.getByRole("button", { name: "Révoquer" }).click();
  await row.getByText(/révoquée le/).waitFor();
  await expect(shop.http.me()).rejects.toMatchObject({ refusal: { code: "api_key_revoked" } });
});
