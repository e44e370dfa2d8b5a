import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

// oxlint-disable-next-line no-underscore-dangle -- the build puts its list under this name
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/*
 * Only the shell: the app opens without a network and shows what waits in the outbox. Data never
 * passes through here; the SDK keeps it.
 */
// oxlint-disable-next-line no-underscore-dangle -- see above
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("index.html"), {
    denylist: [/^\/v\d+\//, /^\/api\//, /^\/docs\//, /^\/openapi/, /^\/(healthz|readyz|metrics)/],
  }),
);
clientsClaim();

// A new version waits until the person agrees to reload; nobody loses a sentence half written.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});
