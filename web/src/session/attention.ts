import { useEffect } from "react";

/** Title, icon and app badge tell how much waits, also from another tab. */
export function useAttention(unread: number, title: string): void {
  useEffect(() => {
    const name = `${title} · Relais`;
    document.title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ${name}` : name;
  }, [unread, title]);
  useEffect(() => {
    const label = unread > 9 ? "9-plus" : String(unread);
    const icon = document.getElementById("icon");
    icon?.setAttribute("href", unread > 0 ? `/icons/unread-${label}.svg` : "/icons/icon.svg");
    // Refused where the app is not installed: the title says it already.
    if (unread > 0) navigator.setAppBadge?.(unread).catch(() => {});
    else navigator.clearAppBadge?.().catch(() => {});
  }, [unread]);
}
