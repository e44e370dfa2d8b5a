import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { keepIncoming } from "./incoming.ts";
import { type Notice, openNotice, showNotice } from "./notice.ts";
import { renewPush } from "./renew-push.ts";
import { sendWaiting } from "./send-waiting.ts";
import { waitingTag } from "./waiting.ts";

// oxlint-disable-next-line no-underscore-dangle -- the build puts its list under this name
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/*
 * The shell: the app opens without a network and shows what waits in the outbox. What pages ask for never
 * passes through here; the SDK keeps it.
 */
// oxlint-disable-next-line no-underscore-dangle -- see above
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("index.html"), {
    denylist: [
      /^\/v\d+\//,
      /^\/api\//,
      /^\/docs\//,
      /^\/embed\//,
      /^\/openapi/,
      /^\/(healthz|readyz|metrics)/,
    ],
  }),
);
// Shared from another app: kept here until the person has chosen a conversation for it.
registerRoute(
  ({ url }) => url.pathname === "/partager",
  async ({ request }) => {
    await keepIncoming(await request.formData());
    return Response.redirect("/", 303);
  },
  "POST",
);
clientsClaim();

// A new version waits until the person agrees to reload; nobody loses a sentence half written.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});

type SyncEvent = ExtendableEvent & { tag: string };

// What was written leaves although the app was closed. While a page is open it sends by itself: the outbox has one
// sender at a time, and this one takes over when the page goes.
self.addEventListener("sync", (event) => {
  // The types of the web platform do not know this event yet.
  const { tag, waitUntil } = event as SyncEvent;
  if (tag === waitingTag) waitUntil.call(event, sendWaiting());
});

// Somebody is told something while nothing of ours need be open.
self.addEventListener("push", (event) => {
  if (event.data !== null) event.waitUntil(showNotice(event.data.json() as Notice));
});
self.addEventListener("pushsubscriptionchange", (event) => {
  // The types of the web platform say that it is a plain event.
  (event as ExtendableEvent).waitUntil(renewPush(self.registration));
});
self.addEventListener("notificationclick", (event) => {
  event.waitUntil(openNotice(event.notification));
});
