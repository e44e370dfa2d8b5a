import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { serve } from "@relais/example-delivery/serve";
import { useStage } from "./support/stage.ts";

/** A port that the server is told of before the page is there. */
const port = 4_417;
const pageAddress = `http://localhost:${port}`;
const stage = useStage({ settings: { FRONTEND_URL: pageAddress } });
let page: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  page = await serve(port);
});
afterAll(() => page.stop());

async function newPage(): Promise<Page> {
  return (await stage.device()).newPage();
}

async function signedIn(email: string, page?: Page, more = ""): Promise<Page> {
  const opened = page ?? (await newPage());
  await opened.goto(`${pageAddress}/?relais=${encodeURIComponent(stage.server.url)}${more}`);
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

async function inRoom(client: Page): Promise<void> {
  await client.getByRole("button", { name: /Koffi N’Guessan · LBN/ }).click();
  await client.getByText("Bonjour, je suis votre livreur. Je pars de Cocody.").waitFor();
}

async function says(driver: Page, text: string): Promise<void> {
  await driver.getByLabel("Message").fill(text);
  await driver.getByRole("button", { name: "Envoyer" }).click();
}

it("L7.5: where no WebSocket comes through, a Firebase page hears the same by polling", async () => {
  const blocked = await newPage();
  const sockets: string[] = [];
  await blocked.routeWebSocket(/\/\.ws/, (socket) => {
    sockets.push(socket.url());
    return socket.close();
  });
  const [driver, forced, client] = await Promise.all([
    signedIn("livreur@delivery.demo"),
    signedIn("client@delivery.demo", undefined, "&polling"),
    signedIn("client@delivery.demo", blocked),
  ]);
  await driver.getByRole("button", { name: /Adjoua Kouassi · LBN/ }).click();
  await Promise.all([inRoom(forced), inRoom(client)]);
  expect(sockets.length).toBeGreaterThan(0);
  for (const text of ["Je suis en bas", "Deuxième porte"]) {
    await says(driver, text);
    for (const one of [forced, client]) await one.getByText(text, { exact: true }).waitFor();
  }
  await forced.getByLabel("Message").fill("Je descends par l’escalier");
  await driver.getByText("Adjoua Kouassi est en train d’écrire").waitFor();
  // What was promised for its end happens as soon as the page is left.
  await forced.close();
  await vi.waitFor(async () => {
    expect(await driver.locator("#typing").textContent()).toBe("");
  }, 20_000);
});

it("L7.7: a Firebase page that begins by polling goes on by WebSocket, and misses nothing", async () => {
  const client = await newPage();
  const failed = "firebase:previous_websocket_failure";
  await client.addInitScript((name) => localStorage.setItem(name, "true"), failed);
  const upgraded = client.waitForEvent("websocket", (socket) => socket.url().includes("&s="));
  const driver = await signedIn("livreur@delivery.demo");
  await driver.getByRole("button", { name: /Adjoua Kouassi · LBN/ }).click();
  await signedIn("client@delivery.demo", client);
  await inRoom(client);
  const texts = ["Un", "Deux", "Trois", "Quatre"].map((word) => `${word} étages`);
  for (const text of texts.slice(0, 2)) await says(driver, text);
  const socket = await upgraded;
  // The stock client forgets the failure once it holds the WebSocket for a good one.
  await client.waitForFunction((name) => localStorage.getItem(name) === null, failed);
  const heard = socket.waitForEvent("framereceived", ({ payload }) =>
    String(payload).includes("Quatre étages"),
  );
  for (const text of texts.slice(2)) await says(driver, text);
  await heard;
  await client.getByText("Quatre étages").waitFor();
  const shown = await client.locator("#messages li").allTextContents();
  const mine = shown.map((one) => one.replace("Lu", "")).filter((one) => one.includes("étages"));
  expect(mine).toEqual(texts);
});
