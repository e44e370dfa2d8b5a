import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { serve } from "@relais/example-delivery/serve";
import { useStage } from "./support/stage.ts";

/** A port that the server is told of before the page is there. */
const port = 4_417;
const pageAddress = `http://localhost:${port}`;
const stage = useStage({ FRONTEND_URL: pageAddress });
let page: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  page = await serve(port);
});
afterAll(() => page.stop());

async function signedIn(email: string): Promise<Page> {
  const opened = await (await stage.device()).newPage();
  await opened.goto(`${pageAddress}/?relais=${encodeURIComponent(stage.server.url)}`);
  await opened.getByLabel("Adresse e-mail").fill(email);
  await opened.getByLabel("Mot de passe").fill("relais-demo");
  await opened.getByRole("button", { name: "Se connecter" }).click();
  await opened.getByRole("heading", { name: "Conversations" }).waitFor();
  return opened;
}

it("a Firebase page whose database is this server: messages, receipts and typing, live", async () => {
  const [driver, client] = await Promise.all([
    signedIn("livreur@delivery.demo"),
    signedIn("client@delivery.demo"),
  ]);
  await driver.getByRole("button", { name: /Adjoua Kouassi · LBN/ }).click();
  await client.getByRole("button", { name: /Koffi N’Guessan · LBN/ }).click();
  // What was said before is there.
  await client.getByText("Bonjour, je suis votre livreur. Je pars de Cocody.").waitFor();
  await Promise.all([driver, client].map((one) => one.getByText("En ligne").waitFor()));

  await driver.getByLabel("Message").fill("J’arrive dans 5 minutes");
  await client.getByText("Koffi N’Guessan est en train d’écrire").waitFor();
  await driver.getByRole("button", { name: "Envoyer" }).click();
  await client.getByText("J’arrive dans 5 minutes").waitFor();
  await vi.waitFor(async () => {
    expect(await client.locator("#typing").textContent()).toBe("");
    expect(await driver.locator("#messages li").last().textContent()).toBe(
      "J’arrive dans 5 minutesLu",
    );
  }, 20_000);

  await client.getByLabel("Message").fill("Je descends");
  await client.getByRole("button", { name: "Envoyer" }).click();
  await driver.getByText("Je descends", { exact: true }).waitFor();
});

it("a Firebase page catches up by itself when the server was gone", async () => {
  const client = await signedIn("client@delivery.demo");
  await client.getByRole("button", { name: /Koffi N’Guessan · LBN/ }).click();
  await client.getByText("Bonjour, je suis votre livreur. Je pars de Cocody.").waitFor();
  await stage.server.kill();
  await client.getByText("Connexion…").waitFor();
  await stage.server.restart();
  const driver = await signedIn("livreur@delivery.demo");
  await driver.getByRole("button", { name: /Adjoua Kouassi · LBN/ }).click();
  await driver.getByLabel("Message").fill("Je suis revenu");
  await driver.getByRole("button", { name: "Envoyer" }).click();
  await client.getByText("Je suis revenu").waitFor({ timeout: 60_000 });
});
