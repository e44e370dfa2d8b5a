import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PushServiceDouble, startPushService } from "@relais/server/push-service";
import { openedTalk } from "./support/cases.ts";
import { subscribeAt } from "./support/push-phone.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { field, shellKept } from "./support/talk.ts";

const settings: Record<string, string> = {};
let service: PushServiceDouble;
// Before the stage opens, whose server is to know it.
beforeAll(async () => {
  service = await startPushService();
  settings.RELAIS_PUSH_ALLOW = service.place;
});
const stage = useStage({ settings, browser: "whole", keepsApp: true });
afterAll(() => service.stop());

async function pushPhone(): Promise<BrowserContext> {
  const phone = await stage.device({}, { permissions: ["notifications"] });
  await subscribeAt(service, phone);
  return phone;
}

/** A busy machine shows what arrived when it comes to it. */
const patience = { timeout: 30_000 };

/** Hands what reached the double to the service worker, as the browser does. */
async function workerOf(page: Page): Promise<(notice: object) => Promise<void>> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [one] = registrations;
      if (one !== undefined) resolve(one.registrationId);
    });
  });
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registered;
  return async (notice) => {
    await cdp.send("ServiceWorker.deliverPushMessage", {
      origin: stage.server.url,
      registrationId,
      data: JSON.stringify(notice),
    });
  };
}

const shownOn = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, lang, tag }) => ({ title, body, lang, tag }));
  });

test("N29.1 N29.7: a phone that waits is offered it, tried out in the settings, told of an answer, and led to it", async () => {
  const talk = await openedTalk(stage, "Batterie à plat");
  const page = await (await pushPhone()).newPage();
  await signIn(page, "awa", (await openedTalk(stage, "Pneu à plat")).path);
  await shellKept(page);
  const deliver = await workerOf(page);
  const offer = page.getByRole("region", { name: "Notifications sur cet appareil" });
  await field(page).fill("Où êtes-vous ?");
  expect(await offer.count()).toBe(0);
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  await offer.getByRole("button", { name: "Me prévenir" }).click();
  await offer.getByText("Relais vous prévient, même fermé.").waitFor();
  await page.getByRole("link", { name: "Retour" }).click();
  await page.waitForURL("**/requests");

  await page.getByRole("button", { name: /^Compte et affichage/ }).click();
  const settingsSheet = page.getByRole("dialog");
  const turn = settingsSheet.getByRole("switch", { name: "Notifications sur cet appareil" });
  await settingsSheet.getByText("Relais vous prévient, même fermé.").waitFor();
  await turn.click();
  await settingsSheet.getByText("Laissez Relais vous prévenir, même fermé.").waitFor();
  await turn.click();
  await settingsSheet.getByText("Relais vous prévient, même fermé.").waitFor();
  expect(await turn.isChecked()).toBe(true);
  await settingsSheet.getByRole("button", { name: "Envoyer un test" }).click();
  await expect
    .poll(() => service.delivered.at(-1)?.notice, patience)
    .toMatchObject({ type: "test" });
  await deliver(service.delivered.at(-1)?.notice ?? {});
  await expect
    .poll(() => shownOn(page), patience)
    .toMatchObject([{ title: "Les notifications arrivent bien", lang: "fr" }]);
  await page.keyboard.press("Escape");

  const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
  await field(moussa).fill("Je suis au rond-point.");
  await field(moussa).press("Enter");
  await expect
    .poll(() => service.delivered.at(-1)?.notice, patience)
    .toMatchObject({ type: "message", body: "Je suis au rond-point." });
  const told = service.delivered.at(-1)?.notice ?? {};
  await deliver(told);
  await expect.poll(() => shownOn(page), patience).toHaveLength(2);
  // The same conversation again takes its place.
  await deliver({ ...told, body: "J’arrive." });
  await expect
    .poll(async () => (await shownOn(page)).map(({ body }) => body), patience)
    .toEqual(expect.arrayContaining(["J’arrive."]));
  expect(await shownOn(page)).toHaveLength(2);

  const [worker] = page.context().serviceWorkers();
  await worker?.evaluate(async (tag) => {
    type Shown = { readonly title: string };
    const scope = globalThis as unknown as {
      registration: { getNotifications(filter: { tag: string }): Promise<Shown[]> };
      NotificationEvent: new (name: string, about: { notification: Shown }) => Event;
      dispatchEvent(event: Event): boolean;
    };
    const [notification] = await scope.registration.getNotifications({ tag });
    if (notification === undefined) throw new Error("It is shown.");
    scope.dispatchEvent(new scope.NotificationEvent("notificationclick", { notification }));
  }, String(told.tag));
  await page.waitForURL(`**${talk.path}`);
  expect(await shownOn(page)).toHaveLength(1);
});

test("N29.1: a browser that ends its subscription by itself is told things again, with no page open", async () => {
  const talk = await openedTalk(stage, "Pneu crevé");
  const phone = await pushPhone();
  const page = await phone.newPage();
  await signIn(page, "awa", "/requests");
  await shellKept(page);
  const [worker] = phone.serviceWorkers();
  const { http } = await stage.client("awa");
  const given = service.subscribe((await http.pushKey()) ?? "");
  await page.close();
  await worker?.evaluate((subscription) => {
    // The hand into its maker's push service, as in a page.
    PushManager.prototype.getSubscription = () => Promise.resolve(null);
    PushManager.prototype.subscribe = () =>
      Promise.resolve({
        endpoint: subscription.endpoint,
        toJSON: () => subscription,
      } as unknown as PushSubscription);
    const scope = globalThis as unknown as {
      ExtendableEvent: new (name: string) => Event;
      dispatchEvent(event: Event): boolean;
    };
    scope.dispatchEvent(new scope.ExtendableEvent("pushsubscriptionchange"));
  }, given);
  const moussa = await stage.client("moussa");
  await expect
    .poll(async () => {
      await moussa.http.sendMessage(talk.conversation, "Je cherche la roue");
      return service.delivered.some(({ endpoint }) => endpoint === given.endpoint);
    }, patience)
    .toBe(true);
});

test("the settings say when the browser blocks notifications", async () => {
  const phone = await stage.device();
  await phone.addInitScript(() => {
    Object.defineProperty(Notification, "permission", { get: () => "denied" });
  });
  const page = await phone.newPage();
  await signIn(page, "awa", "/requests");
  await page.getByRole("button", { name: /^Compte et affichage/ }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText(/Ce navigateur les bloque/).waitFor();
  expect(await sheet.getByRole("switch").isDisabled()).toBe(true);
});
