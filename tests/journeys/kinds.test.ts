import { expect, test } from "vitest";
import { signInByForm } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();

const guest = async (email: string, path: string) =>
  signInByForm(await (await stage.device()).newPage(), email, path);

test("An employee opens a ticket with what the form of tickets asks", async () => {
  const page = await guest("employe@tickets.demo", "/requests/new");
  await page.getByRole("heading", { name: "Qu’est-ce qui ne marche pas" }).waitFor();
  await page.getByLabel("En quelques mots").fill("La souris ne répond plus");
  await page
    .getByRole("combobox", { name: "Équipement" })
    .selectOption({ label: "Portable de Fatou" });
  await page.getByRole("button", { name: "Envoyer le ticket" }).click();
  await page.waitForURL("**/communication/**");
  await page.getByText("Le support a reçu votre ticket").last().waitFor();
  expect(await page.getByRole("textbox").count()).toBeGreaterThan(0);
});

test("N28.6: A customer asks a garage for an appointment, and may choose whether to be reminded", async () => {
  const page = await guest("client@garage.demo", "/requests/new");
  await page.getByLabel("Service demandé").fill("Pneus avant");
  await page.getByRole("radio", { name: "Garage Koné", checked: true }).waitFor();
  await page.getByLabel("Date et heure").fill("2027-03-02T09:00");
  await page.getByRole("button", { name: "Demander le rendez-vous" }).click();
  await page.waitForURL("**/communication/**");
  await page.getByText("demande un rendez-vous").last().waitFor();
  expect(await page.getByText("{title}").count()).toBe(0);
  await page.goto("/requests");
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await page.getByRole("button", { name: "Choisir" }).click();
  await page.getByRole("checkbox", { name: "Un rendez-vous approche", checked: true }).waitFor();
});
