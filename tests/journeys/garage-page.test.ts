import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serve } from "@relais/example-garage/serve";
import { useStage } from "./support/stage.ts";

/** A port that the server is told of before the page is there. */
const port = 4_428;
const pageAddress = `http://localhost:${port}`;
const stage = useStage({ settings: { FRONTEND_URL: pageAddress } });
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
  await opened.getByRole("heading", { name: "Messages", exact: true }).waitFor();
  return opened;
}

async function say(who: Page, words: string): Promise<void> {
  await who.getByLabel("Message").fill(words);
  await who.getByRole("button", { name: "Envoyer" }).click();
}

/** The garage's client and the garage, each with the other's messages on the screen. */
async function both(words: string): Promise<{ client: Page; garage: Page }> {
  const client = await signedIn("client@garage.demo");
  await client.locator("#people button").first().click();
  await client.getByText("En ligne").waitFor();
  await say(client, words);
  await client.locator("#messages li", { hasText: words }).waitFor();
  const garage = await signedIn("garagiste@garage.demo");
  await garage.getByRole("button", { name: words }).click();
  await garage.locator("#messages li", { hasText: words }).waitFor();
  await garage.getByText("En ligne").waitFor();
  return { client, garage };
}

it("a stock Socket.IO page: two people write live, see it read, and each other typing", async () => {
  const { client, garage } = await both("Bonjour, un rendez-vous ?");
  await client.locator("#messages li.read", { hasText: "Bonjour, un rendez-vous ?" }).waitFor();
  await say(garage, "Demain à neuf heures");
  await client.locator("#messages li", { hasText: "Demain à neuf heures" }).waitFor();
  // Typing is fleeting: it is said again until it is seen.
  const typing = garage.getByText("écrit…");
  await expect
    .poll(
      async () => {
        await client.getByLabel("Message").pressSequentially("D");
        return typing.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await say(client, "D’accord");
  await garage.locator("#messages li", { hasText: "D’accord" }).waitFor();
  expect(await garage.locator("#messages li", { hasText: "D’accord" }).count()).toBe(1);
});

it("a stock Socket.IO page has what it missed when the server was gone", async () => {
  const { client } = await both("Et la facture ?");
  await stage.server.kill();
  await client.getByText("Connexion…").waitFor();
  await stage.server.restart();
  const garage = await signedIn("garagiste@garage.demo");
  await garage.getByRole("button", { name: "Et la facture ?" }).click();
  await garage.getByText("En ligne").waitFor();
  await say(garage, "Elle est prête");
  await client.locator("#messages li", { hasText: "Elle est prête" }).waitFor({ timeout: 60_000 });
  expect(await client.locator("#messages li", { hasText: "Elle est prête" }).count()).toBe(1);
});
