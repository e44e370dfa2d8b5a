import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serve } from "@relais/example-depannage/serve";
import { useStage } from "./support/stage.ts";

/** A port that the server is told of before the page is there. */
const port = 4_420;
const pageAddress = `http://localhost:${port}`;
const stage = useStage({ settings: { FRONTEND_URL: pageAddress } });
let page: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  page = await serve(port);
});
afterAll(() => page.stop());

/** One red point. */
const photo = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

async function signedIn(email: string): Promise<Page> {
  const opened = await (await stage.device()).newPage();
  await opened.context().grantPermissions(["geolocation"], { origin: pageAddress });
  await opened.context().setGeolocation({ latitude: 12.65, longitude: -8.01 });
  await opened.goto(`${pageAddress}/?relais=${encodeURIComponent(stage.server.url)}`);
  await opened.getByLabel("Adresse e-mail").fill(email);
  await opened.getByLabel("Mot de passe").fill("relais-demo");
  await opened.getByRole("button", { name: "Se connecter" }).click();
  await opened.getByRole("heading", { name: "Demandes", exact: true }).waitFor();
  return opened;
}

async function say(who: Page, words: string): Promise<void> {
  await who.getByLabel("Message").fill(words);
  await who.getByRole("button", { name: "Envoyer" }).click();
}

const press = (who: Page, name: string) => who.getByRole("button", { name }).click();

/** A request of the client's, in the technician's hands, open on both pages. */
async function opened(title: string): Promise<{ client: Page; technician: Page }> {
  const client = await signedIn("client@depannage.demo");
  await client.getByLabel("Titre").fill(title);
  await client.getByLabel("Description").fill("Au bord de la route.");
  await press(client, "Demander un dépannage");
  await client.getByText("En attente d’un technicien").waitFor();
  const technician = await signedIn("technicien@depannage.demo");
  await technician.getByRole("button", { name: title }).click();
  await press(technician, "Accepter");
  for (const one of [client, technician]) {
    await one.getByText("En ligne").waitFor();
    await one.getByText("Acceptée", { exact: true }).waitFor();
  }
  return { client, technician };
}

it("a breakdown service's page: taken, spoken of, photographed, read, and on the way, live", async () => {
  const { client, technician } = await opened("Le moteur fume");
  // Typing is told once: whoever has only just come may have missed it.
  const typing = technician.getByText(/est en train d’écrire/);
  await expect
    .poll(
      async () => {
        await client.getByLabel("Message").pressSequentially("B");
        return typing.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await say(client, "Bonjour, le moteur fume");
  await technician.getByText("Bonjour, le moteur fume").waitFor();
  await client.locator("li", { hasText: "Bonjour, le moteur fumeLu" }).waitFor();

  await client.getByLabel("Photo").setInputFiles({
    name: "moteur.png",
    mimeType: "image/png",
    buffer: photo,
  });
  await say(client, "Voyez");
  const picture = technician.getByRole("img", { name: /moteur/ });
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 20_000 })
    .toBeGreaterThan(0);

  await press(technician, "Je pars");
  await client.getByText("En route", { exact: true }).waitFor();
  await press(technician, "Partager ma position");
  await client.getByText(/^Position reçue/).waitFor();
  await press(technician, "Je suis arrivé");
  await client.getByText("Arrivé", { exact: true }).waitFor();
});

it("a breakdown service's page reads what it missed when the server was gone", async () => {
  const { client } = await opened("Le pneu est crevé");
  await stage.server.kill();
  await client.getByText("Connexion…").waitFor();
  await stage.server.restart();
  const technician = await signedIn("technicien@depannage.demo");
  await technician.getByRole("button", { name: "Le pneu est crevé" }).click();
  await technician.getByText("En ligne").waitFor();
  await say(technician, "Avez-vous une roue de secours ?");
  await client.getByText("Avez-vous une roue de secours ?").waitFor({ timeout: 60_000 });
});
