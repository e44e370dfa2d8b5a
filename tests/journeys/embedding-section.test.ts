import { expect, test } from "vitest";
import { barriers } from "./support/axe.ts";
import { useStage } from "./support/stage.ts";
import { signInAs } from "./support/desk.ts";

const stage = useStage();
const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

test("N34.1: an admin opens the chat on their sites, and is told which address is none", async () => {
  const page = await (await stage.device({ device: "desktop" }, clipboard)).newPage();
  await signInAs(page, "Claire Diallo", "/admin/embedding");
  const origins = page.getByLabel("Sites autorisés");
  const save = page.getByRole("button", { name: "Enregistrer", exact: true });
  await page.getByLabel("Messagerie ouverte sur votre site").check();
  await origins.fill("https://garage.example\npas une adresse");
  await save.click();
  await expect.poll(() => origins.getAttribute("aria-invalid")).toBe("true");
  expect(await barriers(page, "an address that is none")).toEqual([]);

  await origins.fill("https://garage.example\nhttps://www.garage.example");
  await save.click();
  await page.getByText("Enregistré", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Copier la ligne" }).click();
  await page.getByText("Copié", { exact: true }).first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("/embed.js");

  await page.reload();
  expect(await origins.inputValue()).toBe("https://garage.example\nhttps://www.garage.example");
  await origins.fill("https://garage.example");
  await save.click();
  await page.getByText("Enregistré", { exact: true }).first().waitFor();
  await page.reload();
  await expect.poll(() => origins.inputValue()).toBe("https://garage.example");
});

test("N34.2: a secret is shown once, and its key is withdrawn", async () => {
  const page = await (await stage.device({ device: "desktop" }, clipboard)).newPage();
  await signInAs(page, "Claire Diallo", "/admin/embedding");
  await page.getByRole("button", { name: "Créer un secret" }).click();
  await page.getByRole("button", { name: "Copier le secret" }).click();
  await page.getByText("Copié", { exact: true }).first().waitFor();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret.length).toBeGreaterThan(30);
  await page.reload();
  await page.getByRole("button", { name: "Retirer la clé" }).waitFor();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole("button", { name: "Retirer la clé" }).click();
  const question = page.getByRole("dialog", { name: "Retirer cette clé" });
  await question.getByRole("button", { name: "Retirer la clé" }).click();
  await expect.poll(() => page.getByRole("button", { name: "Retirer la clé" }).count()).toBe(0);
});
