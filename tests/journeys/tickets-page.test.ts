import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serve } from "@relais/example-tickets/serve";
import { useStage } from "./support/stage.ts";

/** A port that the server is told of before the page is there. */
const port = 4_418;
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
  await opened.getByRole("heading", { name: "Tickets", exact: true }).waitFor();
  return opened;
}

async function say(who: Page, words: string): Promise<void> {
  await who.getByLabel("Message").fill(words);
  await who.getByRole("button", { name: "Envoyer" }).click();
}

const press = (who: Page, name: string) => who.getByRole("button", { name }).click();

/** A ticket of the employee's, in the technician's hands, open on both pages. */
async function opened(titre: string): Promise<{ employee: Page; technician: Page }> {
  const employee = await signedIn("employe@tickets.demo");
  await employee.getByLabel("Titre").fill(titre);
  await employee.getByLabel("Description").fill("Depuis ce matin.");
  await press(employee, "Ouvrir le ticket");
  await employee.getByRole("heading", { name: titre }).waitFor();
  const technician = await signedIn("technicien@tickets.demo");
  const sockets: unknown[] = [];
  technician.on("websocket", (socket) => sockets.push(socket));
  await technician.getByRole("button", { name: titre }).click();
  await technician.getByText("Prenez d’abord ce ticket en charge").waitFor();
  await press(technician, "Prendre en charge");
  for (const one of [employee, technician]) {
    await one.getByText("En ligne").waitFor();
    // Taken on the server's disk, whatever happens to the server next.
    await one.getByText("en cours", { exact: true }).waitFor();
  }
  // Refused once, and opened once it was of use: it was not asked for in between.
  expect(sockets.length).toBe(2);
  return { employee, technician };
}

it("a plain WebSocket page: a ticket is taken, spoken of, and repaired step by step, live", async () => {
  const { employee, technician } = await opened("Le scanner ne répond plus");
  await employee.getByText("en cours", { exact: true }).waitFor();
  // Typing is told once: whoever has only just come may have missed it.
  const typing = technician.getByText(/est en train d’écrire/);
  await expect
    .poll(
      async () => {
        await employee.getByLabel("Message").pressSequentially("B");
        return typing.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await say(employee, "Bonjour, le scanner clignote");
  await technician.getByText("Bonjour, le scanner clignote").waitFor();

  await press(technician, "Démarrer le guidage");
  await employee.getByText("en cours, guidage en cours").waitFor();
  await say(technician, "Débranchez le scanner");
  await employee.getByText("Étape 1 : Débranchez le scanner").waitFor();
  // One step at a time: the next is refused in the server's words, and nothing is added.
  await say(technician, "Rebranchez-le");
  await expect
    .poll(() => technician.getByRole("alert").textContent(), { timeout: 20_000 })
    .not.toBe("");
  expect(await employee.getByText("Rebranchez-le").count()).toBe(0);

  await press(employee, "C’est fait");
  await technician.locator("li.done", { hasText: "Étape 1 : Débranchez le scanner" }).waitFor();
  await say(technician, "Rebranchez-le");
  await employee.getByText("Étape 2 : Rebranchez-le").waitFor();
  await press(employee, "Ça n’a pas marché");
  await technician.locator("li.done", { hasText: "Étape 2 : Rebranchez-le" }).waitFor();
  await press(technician, "Terminer le guidage");
  await employee.getByText("en cours", { exact: true }).waitFor();
});

it("a plain WebSocket page reads what it missed when the server was gone", async () => {
  const { employee } = await opened("La souris saute");
  const broken: Error[] = [];
  employee.on("pageerror", (error) => broken.push(error));
  await stage.server.kill();
  await employee.getByText("Connexion…").waitFor();
  // Nobody is told of it, and nothing breaks.
  await employee.getByLabel("Message").pressSequentially("B");
  await stage.server.restart();
  const technician = await signedIn("technicien@tickets.demo");
  await technician.getByRole("button", { name: "La souris saute" }).click();
  await technician.getByText("En ligne").waitFor();
  await say(technician, "Essayez un autre port");
  await employee.getByText("Essayez un autre port").waitFor({ timeout: 60_000 });
  expect(broken).toEqual([]);
});
