import type { ConversationView } from "@relais/client";
import { useConnection } from "@relais/react";
import { useNow } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { timeInSentence } from "../../format/time.ts";

/**
 * Whether someone is there, and how to say it: « en ligne », « vu à 14:32 ». Nothing while we are not
 * connected ourselves: what we last heard may no longer be true.
 */
export function usePresence(view: ConversationView, userId: string) {
  const now = useNow();
  const connected = useConnection().status === "connected";
  const entry = connected ? view.presence[userId] : undefined;
  const online = entry?.reachable ?? false;
  const seen = entry?.last_seen_at;
  const away = seen ? m.presence_seen({ when: timeInSentence(seen, now) }) : null;
  return { online, text: online ? m.presence_online() : away };
}
