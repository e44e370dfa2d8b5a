import { caseAddress } from "../navigation/addresses.ts";

declare const self: ServiceWorkerGlobalScope;

/** What the server sends (docs/protocol, N29.8), as far as it is shown. */
export type Notice = {
  readonly type: string;
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  readonly tag: string;
  readonly case_id: string | null;
  readonly guest: boolean;
  readonly unread: number;
  readonly at: string;
};

/** What a page is asked for when a notification was touched. */
export type OpenPlace = { readonly type: "open-place"; readonly path: string };

const renewed = new Set(["message", "mention", "reminder"]);

/** Shows what came, always: browsers want it so, and the server sends nothing that the person has before their eyes. */
export async function showNotice(notice: Notice): Promise<void> {
  if (notice.unread > 0) {
    // Refused where the app is not installed.
    await navigator.setAppBadge?.(notice.unread).catch(() => {});
  }
  const { title, body, lang, tag, at } = notice;
  await self.registration.showNotification(title, {
    body,
    lang,
    tag,
    icon: "/icons/icon-192.png",
    data: { path: placeOf(notice) },
    // What replaces another is new again; the standard has both, the types of the platform not yet.
    ...({ renotify: renewed.has(notice.type), timestamp: Date.parse(at) } as object),
  });
}

/** Goes where a notification leads, in a page that is open already if there is one. */
export async function openNotice(notification: Notification): Promise<void> {
  notification.close();
  const { path } = notification.data as { path: string };
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (page === undefined) {
    await self.clients.openWindow(path);
    return;
  }
  const message: OpenPlace = { type: "open-place", path };
  // The page goes there by itself: a reload would cost it everything that it holds.
  // A client has no origin to name; the rule is about windows.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  page.postMessage(message);
  await page.focus();
}

function placeOf({ guest, case_id }: Notice): string {
  if (guest) return "/suivi";
  return case_id === null ? "/" : caseAddress(case_id);
}
