import type { Client } from "@relais/client";
import type { Push } from "@relais/client/push";
import type { OpenPlace } from "../service-worker/notice.ts";

export type DevicePush = Push<string>;

/** Notifications of this browser for whoever has this client. Loaded when somebody asks for it. */
export async function pushOf({ http }: Pick<Client, "http">): Promise<DevicePush> {
  const { createPush } = await import("@relais/client/push");
  return createPush<string>({
    key: () => http.pushKey(),
    register: (subscription) => http.subscribePush(subscription),
    remove: (id) => http.unsubscribePush(id),
  });
}

/** A browser that is told things stays so: for this sign-in, in the language of now. */
export async function keepPush(client: Pick<Client, "http">): Promise<void> {
  if (!mayBeTold()) return;
  await (await pushOf(client)).look();
}

/** Whoever comes next on this device is asked anew. */
export async function forgetPush(): Promise<void> {
  if (!mayBeTold()) return;
  const { forgetBrowserPush } = await import("@relais/client/push");
  await forgetBrowserPush();
}

const mayBeTold = (): boolean =>
  typeof Notification !== "undefined" && Notification.permission === "granted";

/** Where a notification that was touched leads. Returns how to stop listening. */
export function followNotices(go: (path: string) => void): () => void {
  const workers = navigator.serviceWorker;
  // Browsers have no such thing on a page that came over plain http.
  if (workers === undefined) return () => {};
  const listener = ({ data }: MessageEvent<Partial<OpenPlace> | null>) => {
    if (data?.type === "open-place" && data.path !== undefined) go(data.path);
  };
  workers.addEventListener("message", listener);
  workers.startMessages();
  return () => workers.removeEventListener("message", listener);
}
