import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { journalOf, openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { expectDelivery, shellKept, write } from "./support/talk.ts";
import { contextOf, launchOptions } from "./pictures/variation.ts";

const stage = useStage();

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
