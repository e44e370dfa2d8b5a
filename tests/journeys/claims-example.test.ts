import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@relais/example-claims/serve";
import type { Page } from "playwright-core";
import { type PushServiceDouble, startPushService } from "@relais/server/push-service";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { subscribeAt } from "./support/push-phone.ts";
import { useStage } from "./support/stage.ts";

const port = 4020;
const app = `http://localhost:${port}`;
const settings: Record<string, string> = { FRONTEND_URL: app };
let service: PushServiceDouble;
// Before the stage opens, whose server is to know it.
beforeAll(async () => {
  service = await startPushService();
  settings.RELAIS_PUSH_ALLOW = service.place;
});
const stage = useStage({ settings, browser: "whole", keepsApp: true });
let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  served = await serve(port);
}, 120_000);
afterAll(async () => {
  await served.stop();
  await service.stop();
});

const address = (fragment = ""): string => `${app}/?relais=${stage.server.url}${fragment}`;

async function operations(): Promise<Page> {
  const browser = await stage.device({ device: "desktop" }, { permissions: ["notifications"] });
  await subscribeAt(service, browser);
  const page = await browser.newPage();
  await page.goto(address());
  await page.getByLabel("E-mail").fill("operations@claims.demo");
  await page.getByLabel("Mot de passe").fill("relais-demo");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("navigation", { name: "Conversations" }).waitFor();
  return page;
}

/** A conversation with somebody new, as another program of the business begins one. */
async function begun(customer_name: string): Promise<{ token: string }> {
  const post = async (path: string, body: object, token = "") => {
    const answer = await fetch(stage.server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, string>;
  };
  const { access } = await post("/api/login", {
    email: "operations@claims.demo",
    password: "relais-demo",
  });
  const body = { customer_name, customer_email: "client@exemple.example" };
  const { access_token = "" } = await post("/claims/api/conversations", body, access);
  return { token: access_token };
}

const write = async (page: Page, text: string): Promise<void> => {
  const field = page.getByRole("textbox", { name: "Écrire un message" });
  await field.fill(text);
  await field.press("Enter");
};
const messages = (page: Page) => page.getByRole("log", { name: "Messages" });

describe("the components of the claims API, in an app of somebody's own", () => {
  it("a customer and the team write to each other live, and the steps of the claim show on both sides", async () => {
    const { token } = await begun("Lucie Moreau");
    const team = await operations();
    const customer = await (await stage.device({ device: "phone" })).newPage();
    await customer.goto(address(`#${token}`));
    await messages(customer).waitFor();
    // What opens everything is in no address any more.
    expect(customer.url()).not.toContain(token);
    await write(customer, "Le tambour ne tourne plus");
    await messages(customer).getByText("Le tambour ne tourne plus").waitFor();

    await team.getByRole("button", { name: /Lucie Moreau/ }).click();
    await messages(team).getByText("Le tambour ne tourne plus").waitFor();
    await write(team, "Nous regardons cela");
    await messages(customer).getByText("Nous regardons cela").waitFor();
    await messages(team).locator("[data-delivery=read]").waitFor();

    await team.getByRole("checkbox", { name: "Note interne" }).check();
    const note = team.getByRole("textbox", { name: "Écrire une note pour l’équipe" });
    await note.fill("Cliente fidèle");
    await note.press("Enter");
    await messages(team).getByText("Cliente fidèle").waitFor();

    await team
      .getByLabel("Réclamation")
      .selectOption({ label: await optionOf(team, "Lucie Moreau") });
    await team.getByRole("button", { name: "Mettre à l’étude" }).click();
    for (const page of [team, customer]) {
      const current = page.locator(".relais-tracker li[data-current]");
      await current.getByText("À l’étude").waitFor();
      await current.getByText("Dossier complet").waitFor();
    }
    await messages(customer).getByText("examine votre réclamation").waitFor();
    expect(await customer.content()).not.toContain("Cliente fidèle");
  });

  it("C8.1 C8.2 C8.5: whoever wants it is told on their device, of what they choose", async () => {
    const page = await operations();
    const settingsOf = page.getByRole("region", { name: "Notifications push" });
    const turn = settingsOf.getByRole("switch", { name: "Notifications sur cet appareil" });
    const switchTo = async (on: boolean) => {
      await expect.poll(() => turn.isEnabled()).toBe(true);
      await turn.click();
      await expect.poll(() => turn.isChecked()).toBe(on);
    };
    await switchTo(true);
    const topic = settingsOf.getByRole("checkbox", { name: "Mises à jour de réclamations" });
    await topic.click();
    await expect.poll(() => topic.isChecked()).toBe(false);
    await settingsOf.getByRole("button", { name: "Envoyer une notification de test" }).click();
    await settingsOf.getByText("Notification de test envoyée.").waitFor();
    expect(service.delivered.at(-1)?.notice).toMatchObject({ type: "test" });
    await switchTo(false);
    await topic.waitFor({ state: "detached" });
    await switchTo(true);
    // What was chosen stays.
    await topic.waitFor();
    expect(await topic.isChecked()).toBe(false);
    const found = await new AxeBuilder({ page }).include(".relais-push").setLegacyMode().analyze();
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });

  it("nothing in it keeps people out, and nothing is wider than a small phone", async () => {
    const { token } = await begun("Hélène Petit");
    const customer = await (await stage.device({ device: "phone" })).newPage();
    await customer.goto(address(`#${token}`));
    await messages(customer).waitFor();
    await write(customer, "Bonjour");
    await customer.locator(".relais-tracker li").first().waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await customer.emulateMedia({ colorScheme });
      const found = await new AxeBuilder({ page: customer }).setLegacyMode().analyze();
      const grave = found.violations.filter(
        ({ impact }) => impact === "serious" || impact === "critical",
      );
      expect(grave.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target)}`)).toEqual(
        [],
      );
    }
    expect(
      await customer.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true);
  });
});

async function optionOf(page: Page, name: string): Promise<string> {
  const option = page.getByRole("option").filter({ hasText: name });
  await option.waitFor({ state: "attached" });
  return (await option.textContent()) ?? "";
}
