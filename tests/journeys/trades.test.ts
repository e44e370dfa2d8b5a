import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { signInByForm } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, write } from "./support/talk.ts";

const stage = useStage();

const nextYear = new Date().getFullYear() + 1;
const day = new RegExp(`8 mars ${nextYear} à 09:30`);

type Device = "phone" | "desktop";

const person = async (email: string, path: string, device: Device = "phone") =>
  signInByForm(await (await stage.device({ device })).newPage(), email, path);

describe("the pages of each trade, by the addresses that its people know", () => {
  it("a customer of a garage asks before booking, and the garage answers from its dashboard", async () => {
    const awa = await person("client@garage.demo", "/app/appointments");
    await awa.getByRole("heading", { name: "Mes rendez-vous" }).waitFor();
    await awa.getByText("Vidange et contrôle des freins").waitFor();
    expect(await barriers(awa, "appointments")).toEqual([]);
    await awa.getByRole("link", { name: "Garage Koné" }).click();
    await awa.waitForURL("**/app/garage/*");
    await awa.getByRole("heading", { name: "Garage Koné" }).waitFor();
    await awa.getByText("08:00–12:30, 14:00–18:00").first().waitFor();
    expect(await barriers(awa, "a garage")).toEqual([]);
    await awa.getByRole("button", { name: "Contacter avant de réserver" }).click();
    await awa.waitForURL("**/communication/**");
    const question = `Combien pour deux pneus ? ${Date.now()}`;
    await write(awa, question);
    await bubble(awa, question).waitFor();

    const ibrahim = await person("garagiste@garage.demo", "/garage");
    await ibrahim.getByRole("heading", { name: "Messages clients" }).waitFor();
    expect(await barriers(ibrahim, "the dashboard of a garage")).toEqual([]);
    await ibrahim.getByRole("link", { name: "Toutes les conversations" }).click();
    await ibrahim.waitForURL("**/garage/messages");
    await ibrahim.getByRole("searchbox").fill("traore");
    await ibrahim.locator("main li").getByRole("link").first().click();
    await bubble(ibrahim, question).waitFor();
    await write(ibrahim, "30 000 francs, posés.");
    await bubble(awa, "30 000 francs, posés.").waitFor();

    // Back where she came from, and the same conversation once more from the page of the garage.
    await awa.getByRole("link", { name: "Retour" }).click();
    await awa.waitForURL("**/app/messages");
    await awa.getByRole("searchbox").fill("koné");
    expect(await awa.locator("main li").count()).toBe(1);
    expect(await barriers(awa, "messages of a customer")).toEqual([]);
    await awa.getByRole("searchbox").fill("personne");
    await awa.getByText("Aucune conversation").first().waitFor();
  });

  it("books at the garage whose page one was on", async () => {
    const awa = await person("client@garage.demo", "/app/appointments");
    await awa.getByRole("link", { name: "Garage Koné" }).click();
    await awa.getByRole("link", { name: "Prendre rendez-vous" }).click();
    await awa.getByRole("radio", { name: "Garage Koné", checked: true }).waitFor();
    await awa.getByLabel("Service demandé").fill("Bruit au freinage");
    await awa.getByLabel("Date et heure").fill(`${nextYear}-03-08T09:30`);
    await awa.getByRole("button", { name: "Demander le rendez-vous" }).click();
    await awa.waitForURL("**/communication/**");
    // The day stands where one looks: above the conversation, in the list, for the garage as well.
    await awa.locator("#content").getByText(day).waitFor();
    const ibrahim = await person("garagiste@garage.demo", "/garage");
    await ibrahim.locator("li", { hasText: "Bruit au freinage" }).getByText(day).waitFor();

    // Letters twice as large take no place from the words themselves: these stand in a line or two, not letter by letter.
    const session = await awa.context().newCDPSession(awa);
    await session.send("Page.enable");
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
    await awa.reload();
    const name = awa.getByRole("heading", { level: 1, name: "Ibrahim Koné" });
    await name.waitFor();
    expect((await name.boundingBox())?.height).toBeLessThanOrEqual(100);
    expect((await field(awa).boundingBox())?.width).toBeGreaterThan(120);
  });

  it.each([
    ["employe@tickets.demo", "/tickets", "Mes tickets", "phone"],
    ["technicien@tickets.demo", "/tickets", "Mes prises en charge", "phone"],
    ["livreur@delivery.demo", "/deliveries", "Ma tournée", "phone"],
    ["livreur@delivery.demo", "/deliveries/messages", "Messages", "phone"],
    ["operations@claims.demo", "/claims", "Réclamations", "desktop"],
  ] as const)(
    "%s at %s finds their own list, and no desk that is not theirs",
    async (email, path, title, device) => {
      const page = await person(email, path, device);
      await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      const desk = await page.getByRole("navigation").getByRole("link", { name: "Chat" }).count();
      expect(desk).toBe(email.startsWith("operations") ? 1 : 0);
      expect(await barriers(page, path)).toEqual([]);
    },
  );

  it("opens the conversation of a ticket to the technician who takes it, where they looked at it", async () => {
    const karim = await person("technicien@tickets.demo", "/available");
    await karim.locator("main li").getByRole("link").first().click();
    await karim.getByText("La conversation s’ouvrira dès que vous aurez accepté").waitFor();
    expect(await field(karim).count()).toBe(0);
    await karim.getByRole("button", { name: "Prendre en charge" }).click();
    await field(karim).waitFor();
  });

  it("opens a ticket and a delivery by the address of their trade, and nobody else’s", async () => {
    const karim = await person("technicien@tickets.demo", "/tickets");
    const address = await karim.locator("main li").getByRole("link").first().getAttribute("href");
    const id = address?.split("/").at(-1) ?? "";
    await karim.goto(`/tickets/${id}`);
    await field(karim).waitFor();
    const oscar = await stage.person("oscar", `/tickets/${id}`);
    await oscar.getByRole("heading", { level: 1 }).waitFor();
    expect(await field(oscar).count()).toBe(0);
  });

  it("shows a warranty with the claims on it, from a claim and back to its conversation", async () => {
    const nadia = await person("operations@claims.demo", "/claims", "desktop");
    const office = await officeOf(stage.server.url);
    const address = await nadia.locator("main li").getByRole("link").first().getAttribute("href");
    const claim = address?.split("/").at(-1) ?? "";
    // A warranty is of whoever claims.
    const { customer } = await office("GET", `/v1/cases/${claim}`);
    const product = `Lave-linge ${Date.now()}`;
    const { id } = await office("POST", "/v1/warranties", {
      number: `G-${Date.now()}`,
      product,
      customer_id: customer.id,
      starts_on: "2026-01-01",
      ends_on: "2028-12-31",
      coverage: "Pièces et main-d’œuvre",
    });
    await office("PATCH", `/v1/cases/${claim}`, { fields: { warranty: id } });
    await nadia.goto(`/claims/${claim}`);
    await nadia.getByRole("complementary").getByRole("link", { name: product }).click();
    await nadia.waitForURL("**/claims/warranties/*");
    await nadia.getByRole("heading", { level: 1, name: product }).waitFor();
    await nadia.getByText("Pièces et main-d’œuvre").waitFor();
    expect(await barriers(nadia, "a warranty")).toEqual([]);
    await nadia.locator("#content li").getByRole("link").click();
    await nadia.waitForURL(`**/communication/${claim}`);
    await field(nadia).waitFor();
  });
});

/** What somebody of the claims team does beside the journey. */
async function officeOf(url: string) {
  type Answer = { id: string; access_token: string; customer: { id: string } };
  let token = "";
  const ask = async (method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(token !== "" && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const person = { email: "operations@claims.demo", password: "relais-demo" };
  ({ access_token: token } = await ask("POST", "/v1/sessions", person));
  return ask;
}
