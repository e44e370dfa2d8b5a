import type { SubscribePush } from "@relais/protocol";

export type PushSupport =
  | "supported"
  /** An iPhone or iPad shows notifications of pages that are on its home screen only. */
  | "not_installed"
  | "unsupported";

/** Whether this browser can be told things while the page is closed. */
export function pushSupport(): PushSupport {
  const can =
    typeof navigator !== "undefined" &&
    "serviceWorker" in navigator &&
    "PushManager" in globalThis &&
    "Notification" in globalThis;
  if (can) return "supported";
  return isApplePhone() && !isInstalled() ? "not_installed" : "unsupported";
}

/** What the person has allowed already. */
export const isBlocked = (): boolean => Notification.permission === "denied";

/** The subscription that this browser has, if it has one. */
export async function existingSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/**
 * Asks the person, and subscribes; null when they do not allow it. A subscription to another key is of no use, and
 * replaced. Call it from a click: browsers ask for nothing else.
 */
export async function subscribeBrowser(publicKey: string): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  return subscribeAt(pushManager, publicKey);
}

/** The same without asking: for a service worker, whose person has allowed it. Rejects when they have not. */
export async function subscribeAt(
  pushManager: PushManager,
  publicKey: string,
): Promise<PushSubscription> {
  const key = bytesOf(publicKey);
  const existing = await pushManager.getSubscription();
  if (existing !== null) {
    if (isFor(existing, key)) return existing;
    await existing.unsubscribe();
  }
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** Whether a subscription was made with this key of a server. */
export const isMadeWith = (subscription: PushSubscription, publicKey: string): boolean =>
  isFor(subscription, bytesOf(publicKey));

/** As the server takes it. */
export function describe(subscription: PushSubscription): SubscribePush {
  const { keys = {} } = subscription.toJSON();
  return {
    endpoint: subscription.endpoint,
    keys: { p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" },
  };
}

function isFor({ options }: PushSubscription, key: Uint8Array): boolean {
  if (options.applicationServerKey === null) return false;
  const own = new Uint8Array(options.applicationServerKey);
  return own.length === key.length && own.every((byte, index) => byte === key[index]);
}

function bytesOf(publicKey: string): Uint8Array<ArrayBuffer> {
  const text = atob(publicKey.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function isApplePhone(): boolean {
  if (typeof navigator === "undefined") return false;
  const { userAgent, maxTouchPoints } = navigator;
  // An iPad says that it is a Mac, which has no touch.
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

const isInstalled = (): boolean => matchMedia("(display-mode: standalone)").matches;
