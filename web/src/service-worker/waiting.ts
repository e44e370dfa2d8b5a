import { type Client, indexedDbMirror, type SessionMirror } from "@relais/client";

/** The browser wakes the service worker with it, once there is a network. */
export const waitingTag = "relais-outbox";

export const mirrorOf = (session: string): SessionMirror =>
  indexedDbMirror(location.origin, session);

type SyncingRegistration = ServiceWorkerRegistration & {
  sync?: { register(tag: string): Promise<void> };
};

/**
 * While something waits that cannot go at once, asks the browser to send it even when this page is gone.
 * Ends with the function given back.
 */
export function sendWithoutPage({ unsent, connection }: Client): () => void {
  const look = () => {
    const stuck = document.hidden || connection.get().status !== "connected";
    if (stuck && unsent.get() > 0) void askForSync();
  };
  document.addEventListener("visibilitychange", look);
  const leave = unsent.subscribe(look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    leave();
  };
}

async function askForSync(): Promise<void> {
  try {
    const registration: SyncingRegistration | undefined =
      await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register(waitingTag);
  } catch {
    // The browser has no such thing, or refuses it: what waits goes when the app is opened.
  }
}
