import type { Delivery } from "@relais/client";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const deadline = { timeout: 20_000 };

/** Where the person writes, in the app: not in the page that the server drew before it. */
export const field = (page: Page): Locator => page.locator("#root textarea.composer-field");

export const log = (page: Page): Locator => page.getByRole("log");

/** Writes a message and sends it, as a thumb does. */
export async function write(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await field(page).fill(text);
    await page.locator("form:has(.composer-field) button[type=submit]").click();
  }
}

/** The bubble that says this. */
export const bubble = (page: Page, text: string): Locator =>
  log(page).locator("[data-delivery]").filter({ hasText: text });

/** Waits until the log shows exactly these messages, once each, in this order. */
export async function expectTexts(page: Page, texts: readonly string[]): Promise<void> {
  const shown = log(page).locator("[data-delivery] span[dir=auto]");
  await expect.poll(() => shown.allTextContents(), deadline).toEqual(texts);
}

/** Waits until the message is in this one visible state. */
export async function expectDelivery(page: Page, text: string, delivery: Delivery): Promise<void> {
  await expect
    .poll(() => bubble(page, text).getAttribute("data-delivery"), deadline)
    .toBe(delivery);
}

/** What the bar says of the network; waits for it. */
export const connectionBar = (page: Page, state: string): Locator =>
  page.locator(`[data-connection=${state}]`);

/** Remembers that the page was opened once; the same value later proves that it never reloaded. */
export const pageBirth = (page: Page): Promise<number> =>
  page.evaluate(() => performance.timeOrigin);

/** Ready to be driven without a network: the shell is kept by the service worker. */
export async function shellKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === "activated" && navigator.serviceWorker.controller !== null;
  });
}

/** Where the case stands, said in a sentence beside the conversation. */
export const state = (page: Page, sentence: string): Locator =>
  page.locator("#content [data-tone]").filter({ hasText: sentence });
