import type { BrowserContext, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { useStage } from "./support/stage.ts";
import { signIn } from "./support/sign-in.ts";
import { bubble, field, log } from "./support/talk.ts";
import { WebSite } from "./support/web-site.ts";

const site = await WebSite.open();
const stage = useStage({ settings: { RELAIS_LINK_PREVIEWS_ALLOW: `127.0.0.1:${site.port}` } });
afterAll(() => site.close());

const deadline = { timeout: 30_000 };
const desktop = { device: "desktop" } as const;

/** What somebody writes who wants that it runs at the other's. An element of it would bear the mark. */
const vectors = [
  "<script data-injected>alert(1)</script>",
  "<img data-injected src=x onerror=alert(1)>",
  "<svg data-injected onload=alert(1)>",
  '"><iframe data-injected srcdoc="<script>alert(1)</script>">',
  "</textarea></title></style><script data-injected>alert(1)</script>",
  "<mark data-injected onmouseover=alert(1)>gras</mark>",
  "&lt;img data-injected src=x onerror=alert(1)&gt;",
  '<a data-injected href="javascript:alert(1)">ici</a>',
  "[ici](javascript:alert(1))",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)//https://relais.example",
  "data:text/html,<script>alert(1)</script>",
  'https://relais.example/"onmouseover="alert(1)',
  "https://relais.example/'><img data-injected src=x onerror=alert(1)>",
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)} #{alert(1)} <%= alert(1) %>",
  "geo:12.6,-8.0;u=1\n<img data-injected src=x onerror=alert(1)>",
];

const name = "<img data-injected src=x onerror=alert(1)> Awa";
const title = "Panne <svg data-injected onload=alert(1)>";
const tag = "<b data-injected onclick=alert(1)>";
const note = "Pièce </p><iframe data-injected src=javascript:alert(1)>";
const reply = "Réponse <img data-injected src=x onerror=alert(1)>";
const page = 'Batterie à plat <img data-injected src=x onerror="alert(1)">';
const escaped = "Que faire &lt;img data-injected src=x onerror=alert(1)&gt;";
const file = "devis<img data-injected src=x onerror=alert(1)>.pdf";

/** What ran, or would have run but for the policy, on any page of a device. */
async function watched(context: BrowserContext): Promise<BrowserContext> {
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sample } = event;
      // What the test listens to.
      // oxlint-disable-next-line no-console -- it has no other way out of the page
      console.error(`VIOLATION ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  return context;
}

/** Listens to a page from its first moment. Answers what was wrong with it. */
function listenTo(page: Page): string[] {
  const wrongs: string[] = [];
  page.on("dialog", (dialog) => {
    wrongs.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (line) => {
    if (line.text().startsWith("VIOLATION")) wrongs.push(line.text());
  });
  return wrongs;
}

/** The page shows these words as words, and has made no element of them. */
async function expectTame(page: Page, wrongs: readonly string[]): Promise<void> {
  const injected = await page.evaluate(() => ({
    elements: document.querySelectorAll("[data-injected]").length,
    links: [...document.querySelectorAll("[href], [src], [action], [formaction]")]
      .flatMap((element) =>
        ["href", "src", "action", "formaction"].map((a) => element.getAttribute(a)),
      )
      .filter((address) => /^\s*(javascript|data:text|vbscript)/i.test(address ?? "")),
    handlers: [...document.querySelectorAll("*")].filter((element) =>
      element.getAttributeNames().some((attribute) => attribute.startsWith("on")),
    ).length,
  }));
  expect({ ...injected, wrongs }).toEqual({ elements: 0, links: [], handlers: 0, wrongs: [] });
}

describe("what people write is only ever words", () => {
  it("runs nowhere: in no list, conversation, panel, desk, search, notification, preview or link", async () => {
    const [claire, moussa] = [await stage.client("claire"), await stage.client("moussa")];
    const opened = await claire.http.openCase({
      kind: "request",
      title,
      description: vectors.join("\n"),
      guest: { full_name: name, phone: "+22370000099" },
    });
    const { conversation_id: room } = await moussa.http.acceptCase(opened.id);
    if (room === null) throw new Error("a case that was taken has a conversation");
    await claire.http.updateCase(opened.id, { tags: [tag] });
    await moussa.http.changeStatus(opened.id, "en_route", note);
    await claire.http.createReply({
      title: reply,
      text: reply,
      kinds: ["request"],
      personal: false,
      actions: { add_tags: [], status: null, assign: null },
    });
    const { path } = await moussa.http.shareLink(room, false);

    const desk = await (await watched(await stage.device(desktop))).newPage();
    const deskWrongs = listenTo(desk);
    await signIn(desk, "moussa", "/mine");
    await desk.getByText(title).first().waitFor();
    await expectTame(desk, deskWrongs);

    const phone = await (await watched(await stage.device())).newPage();
    const phoneWrongs = listenTo(phone);
    await phone.goto(path);
    await field(phone).waitFor();
    for (const vector of vectors) {
      await field(phone).fill(vector);
      await phone.locator("form:has(.composer-field) button[type=submit]").click();
    }
    const link = site.page(
      "/page",
      `<title>x</title><meta property="og:title" content='${page}'>` +
        `<meta property="og:description" content='${escaped}'><meta property="og:site_name" content='${page}'>`,
    );
    await field(phone).fill(`Regardez ${link}`);
    await phone.locator("form:has(.composer-field) button[type=submit]").click();
    const buffer = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");
    await phone
      .locator("input[type=file][multiple]")
      .first()
      .setInputFiles({ name: file, mimeType: "application/pdf", buffer });
    await expectTame(phone, phoneWrongs);
    await phone.locator("form:has(.composer-field) button[type=submit]").click();
    await log(phone).getByText("devis_img data-injected").first().waitFor();
    await log(phone).locator("[data-link-card]").getByText("Batterie à plat").first().waitFor();

    // Told in the header, wherever he is, and listed.
    await desk.getByRole("button", { name: /^Notifications, \d+ non lue/ }).click();
    await desk.getByRole("dialog", { name: "Notifications" }).getByText(title).first().waitFor();
    await expectTame(desk, deskWrongs);
    await desk.keyboard.press("Escape");
    await expectTame(desk, deskWrongs);

    await desk.goto(`/communication/${opened.id}`);
    // Word by word, as it was written; what is far is drawn when one comes near.
    await log(desk).hover();
    await desk.mouse.wheel(0, 20_000);
    const seen = new Set<string>();
    await expect
      .poll(async () => {
        const drawn = await log(desk).locator("[data-delivery]").allTextContents();
        for (const text of drawn) seen.add(text);
        await expectTame(desk, deskWrongs);
        await desk.mouse.wheel(0, -250);
        return vectors.slice(0, -1).filter((one) => ![...seen].some((text) => text.includes(one)));
      }, deadline)
      .toEqual([]);
    await desk.mouse.wheel(0, 20_000);
    await log(desk).locator("[data-link-card]").getByText("Batterie à plat").first().waitFor();
    await desk.getByText(note).first().waitFor();
    await field(desk).fill("/rep");
    await desk.getByRole("option").filter({ hasText: reply }).waitFor();
    await expectTame(desk, deskWrongs);
    await field(desk).fill("");

    await desk.getByRole("button", { name: "Rechercher", exact: true }).first().click();
    const hit = desk.getByRole("dialog").getByRole("link");
    // What is found follows what was sent by moments.
    await expect
      .poll(async () => (await moussa.http.search({ q: "gras" })).hits.length, deadline)
      .toBeGreaterThan(0);
    await desk.getByRole("searchbox").fill("gras");
    await hit.first().waitFor();
    expect(await hit.count()).toBe(1);
    await expectTame(desk, deskWrongs);
    await desk.getByRole("searchbox").fill(vectors[1] ?? "");
    await expectTame(desk, deskWrongs);

    const office = await (await watched(await stage.device(desktop))).newPage();
    const officeWrongs = listenTo(office);
    await signIn(office, "claire", "/chat");
    await office
      .getByRole("navigation", { name: "Vues" })
      .getByRole("button", { name: "Toutes" })
      .click();
    await office.getByText(title).first().waitFor();
    await expectTame(office, officeWrongs);
    await office.goto(`/chat/${opened.id}`);
    await office.getByText(tag).first().waitFor();
    await expectTame(office, officeWrongs);
    await office.goto("/canned");
    await office.getByText(reply).first().waitFor();
    await expectTame(office, officeWrongs);

    await moussa.http.sendMessage(room, vectors.join("\n"));
    await bubble(phone, "constructor.constructor").first().waitFor();
    await phone.reload();
    await bubble(phone, "constructor.constructor").first().waitFor();
    await expectTame(phone, phoneWrongs);
  });

  it("is held by a policy that lets no script of a page run", async () => {
    const answer = await fetch(`${stage.server.url}/requests`, {
      headers: { accept: "text/html" },
    });
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-inline[^;]*script|script-src[^;]*unsafe/);
    // The watch of the test above is no test unless it sees what does run.
    const page = await (await watched(await stage.device())).newPage();
    const wrongs = listenTo(page);
    await page.goto("/sign-in");
    await page.evaluate(() => {
      const host = document.createElement("div");
      host.innerHTML = "<img data-injected src=x onerror=alert(1)>";
      document.body.append(host);
    });
    await expect.poll(() => wrongs.length, deadline).toBeGreaterThan(0);
    await expect(expectTame(page, wrongs)).rejects.toThrow("expected");
  });
});
