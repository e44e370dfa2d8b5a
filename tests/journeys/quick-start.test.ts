import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { createClient, createSession, memorySession } from "@relais/client";
import { adminOf } from "@relais/client/admin";
import { createSite } from "@relais/client/site";
import { serve } from "@relais/example-quick-start/serve";
import type { EmbeddingView, NewIdentityKey } from "@relais/protocol";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Look, useStage } from "./support/stage.ts";

const port = 4026;
const stage = useStage({ settings: { FRONTEND_URL: `http://localhost:${port}` } });
let served: Awaited<ReturnType<typeof serve>>;
let key: string;

beforeAll(async () => {
  ({ secret: key } = await adminOf(await team()).createApiKey({ name: "Shop", role: "agent" }));
  served = await serve({ port, backEndPort: 4027, relais: stage.server.url, key });
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await served.stop();
});

const field = (page: Page) => page.getByRole("textbox", { name: "Votre message" });
const message = (page: Page, text: string) => page.getByRole("log").getByText(text);

async function customer(look: Look = {}): Promise<Page> {
  const page = await (await stage.device(look)).newPage();
  await page.goto(served.address);
  await field(page).waitFor();
  return page;
}

/** The team, by the SDK. */
async function team() {
  const baseUrl = stage.server.url;
  const session = createSession({ baseUrl });
  await session.signIn("admin@tickets.demo", "relais-demo");
  return createClient({ baseUrl, getToken: session.getToken }).http;
}

describe("the app of docs/quick-start.md", () => {
  it("opens one case for the order, and shows its conversation to its customer at once", async () => {
    const page = await customer();
    await field(page).fill("Où est mon colis ?");
    await page.getByRole("button", { name: "Envoyer" }).click();
    await message(page, "Où est mon colis ?").waitFor();

    const http = await team();
    const orders = (await http.listCases()).cases.filter(({ title }) => title === "Order 4711");
    expect(orders).toHaveLength(1);
    expect(orders[0]?.customer.full_name).toBe("Aïcha Bamba");
    await expect
      .poll(async () => (await http.history(orders[0]?.conversation_id ?? "")).messages)
      .toMatchObject([{ text: "Où est mon colis ?" }]);
    // The back end writes as what it is, by its key.
    const backEnd = createClient({ baseUrl: stage.server.url, getToken: async () => key });
    await backEnd.http.sendMessage(orders[0]?.conversation_id ?? "", "Il arrive demain.");
    await message(page, "Il arrive demain.").waitFor();
  });

  it("is there again after a reload and on another device, in the device's colours", async () => {
    const page = await customer({ theme: "dark" });
    await message(page, "Il arrive demain.").waitFor();
    await page.reload();
    await message(page, "Il arrive demain.").waitFor();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(grave.map(({ id }) => id)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  });

  it("N34.3: lets a customer begin and come back by the word of the site, without a link", async () => {
    const http = await team();
    const own = (await http.call<EmbeddingView>({ path: "/v1/embedding" })).site;
    const origins = [served.address];
    const settings = { enabled: true, origins, kind: "ticket", anonymous: false, accent: null };
    const body = { ...settings, side: "right" };
    await http.call({ method: "PUT", path: "/v1/embedding", body });
    const { secret } = await http.call<NewIdentityKey>({ path: "/v1/embedding/keys", body: {} });
    vi.stubEnv("RELAIS_SITE", own);
    vi.stubEnv("RELAIS_SITE_SECRET", secret ?? "");
    const { wordFor } = await import("@relais/example-quick-start/word");
    const baseUrl = stage.server.url;
    const device = () =>
      createSite({
        baseUrl,
        site: own,
        session: createSession({ baseUrl, storage: memorySession() }),
        identity: async () => wordFor({ id: "customer-7", name: "Salimata Koné" }),
      });
    const phone = device();
    expect(await phone.enter()).toEqual({ full_name: "Salimata Koné", talk: null });
    const { conversation } = await phone.begin("Où est ma facture ?");
    const tablet = device();
    expect((await tablet.enter()).talk?.conversation).toBe(conversation);
    const client = createClient({ baseUrl, getToken: tablet.getToken });
    expect((await client.http.history(conversation)).messages[0]?.text).toBe("Où est ma facture ?");
  });

  describe.each(["quick-start.md", "quick-start.fr.md"])("is what docs/%s says", (page) => {
    it.each([
      "back-end.mjs",
      "index.html",
      "src/main.tsx",
      "vite.config.mjs",
      "word.mjs",
      "src/support.tsx",
    ])("%s", (file) => {
      const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
      const code = read(`../../examples/quick-start/${file}`).trim();
      expect(read(`../../docs/${page}`)).toContain(`\n${code}\n\`\`\``);
    });
  });
});
