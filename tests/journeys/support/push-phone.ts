import type { BrowserContext } from "playwright-core";
import type { PushServiceDouble } from "@relais/server/push-service";

/**
 * A browser whose subscriptions are made at the double: the hand with which it reaches into its maker's push service
 * is the one thing that cannot be had here.
 */
export async function subscribeAt(service: PushServiceDouble, browser: BrowserContext) {
  await browser.exposeFunction("subscribeAtDouble", (key: string) => service.subscribe(key));
  await browser.addInitScript(() => {
    type Given = { endpoint: string; keys: Record<string, string> };
    const double = globalThis as unknown as {
      subscribeAtDouble(key: string): Promise<Given>;
      kept?: object | null;
    };
    const subscriptionOf = (given: Given, applicationServerKey: ArrayBuffer) => ({
      endpoint: given.endpoint,
      options: { applicationServerKey, userVisibleOnly: true },
      toJSON: () => given,
      unsubscribe: () => {
        double.kept = null;
        return Promise.resolve(true);
      },
    });
    PushManager.prototype.getSubscription = () =>
      Promise.resolve((double.kept ?? null) as PushSubscription | null);
    PushManager.prototype.subscribe = async (options) => {
      const key = options?.applicationServerKey as Uint8Array<ArrayBuffer>;
      const text = btoa(String.fromCharCode(...key));
      const url = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
      double.kept = subscriptionOf(await double.subscribeAtDouble(url), key.buffer);
      return double.kept as PushSubscription;
    };
  });
}
