import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { journalOf, openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { expectDelivery, field, shellKept, write } from "./support/talk.ts";
import { contextOf, launchOptions } from "./pictures/variation.ts";

const stage = useStage({ keepsApp: true });

let folder = "";
let phone: BrowserContext | null = null;

/** A phone with a profile of its own: only there a browser syncs in the background. */
async function profiledPhone(): Promise<BrowserContext> {
  folder = await mkdtemp(join(tmpdir(), "relais-profile-"));
  const look = contextOf({ device: "phone", theme: "light", language: "fr" });
  phone = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    ...look,
    permissions: [...(look.permissions ?? []), "background-sync"],
    baseURL: stage.server.url,
  });
  return phone;
}

afterEach(async () => {
  await phone?.close();
  phone = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe("what was written without a network", () => {
  it("leaves once and in order although the app was closed meanwhile (P2)", async () => {
    const talk = await openedTalk(stage, "Pneu crevé");
    const page = await (await profiledPhone()).newPage();
    await signIn(page, "awa", talk.path);
    await write(page, "Je suis là");
    await expectDelivery(page, "Je suis là", "sent");
    await shellKept(page);

    await stage.server.kill();
    await page.locator("[data-connection]").waitFor();
    await write(page, "Sans serveur, un");
    await write(page, "Sans serveur, deux");
    await expectDelivery(page, "Sans serveur, deux", "waiting");
    await page.close();
    await stage.server.restart();
    await expect
      .poll(() => journalOf(stage, talk), { timeout: 60_000, interval: 500 })
      .toEqual(["Je suis là", "Sans serveur, un", "Sans serveur, deux"]);
    // Nobody looked at the app since, and it says so when it is opened.
    const later = await phone?.newPage();
    if (later === undefined) throw new Error("The phone is there.");
    await later.goto(talk.path);
    await expectDelivery(later, "Sans serveur, deux", "sent");
  });
});

describe("what another app shares", () => {
  it("waits until a conversation is chosen, and goes there once: words and a file", async () => {
    const talk = await openedTalk(stage, "Fuite au plafond");
    const page = await stage.person("awa", "/requests");
    await shellKept(page);
    // What a system sends for an installed app: a form, answered by the service worker.
    await page.evaluate(() => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: "/partager", enctype: "multipart/form-data" });
      const words = document.createElement("input");
      Object.assign(words, { name: "text", value: "Voici la fuite" });
      const files = document.createElement("input");
      Object.assign(files, { type: "file", name: "files" });
      const chosen = new DataTransfer();
      chosen.items.add(new File(["%PDF-1.4 devis"], "devis été.pdf", { type: "application/pdf" }));
      files.files = chosen.files;
      form.append(words, files);
      document.body.append(form);
      form.submit();
    });
    await page.getByText("Choisissez la conversation").waitFor();
    await page.getByRole("link", { name: "Fuite au plafond" }).click();
    await expect.poll(() => field(page).inputValue()).toBe("Voici la fuite");
    await page.getByRole("button", { name: "Retirer devis été.pdf" }).waitFor();
    expect(await page.getByText("Choisissez la conversation").count()).toBe(0);
    // Not sent yet, so kept; and not shared a second time.
    await page.goto(talk.path);
    await page.getByRole("button", { name: "Retirer devis été.pdf" }).waitFor();
    expect(await page.getByRole("button", { name: "Retirer devis été.pdf" }).count()).toBe(1);
    await page.goto("/requests");
    await page.getByRole("link", { name: "Fuite au plafond" }).waitFor();
    expect(await page.getByText("Choisissez la conversation").count()).toBe(0);
  });
});
