import { createClient } from "@relais/client";
import { describeSubscription, subscribeAt } from "@relais/client/push";
import { keptSession, sessionNames } from "./kept-session.ts";

/**
 * The browser has ended its subscription, or replaced it: it is made again with the key of the server, and the server is
 * told, for who is signed in on this device, an account before a link. Rejects when it could not be told: the next page
 * that is opened tells it, for whoever it belongs to.
 */
export async function renewPush({ pushManager }: ServiceWorkerRegistration): Promise<void> {
  for (const name of sessionNames) {
    const session = await keptSession(name);
    if (session === null) continue;
    const { http } = createClient({
      baseUrl: location.origin,
      memory: null,
      getToken: (refused) => session.getToken(refused),
    });
    const key = await http.pushKey();
    if (key === null) return;
    await http.subscribePush(describeSubscription(await subscribeAt(pushManager, key)));
    return;
  }
}
