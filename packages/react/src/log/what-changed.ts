import type { DisplayedMessage } from "@relais/client";

/** What somebody else did to a message that was there: to be said aloud. */
export type Told =
  | { what: "edited" | "deleted"; by: string; message: DisplayedMessage }
  | { what: "reacted"; by: string; emoji: string; message: DisplayedMessage };

/** The last of what others changed between two views. One's own changes are known to whoever made them. */
export function whatChanged(
  before: readonly DisplayedMessage[],
  after: readonly DisplayedMessage[],
  viewerId: string,
): Told | null {
  const old = new Map(before.map((message) => [message.key, message]));
  return after.reduce<Told | null>((told, message) => {
    const was = old.get(message.key);
    return was === undefined || was === message ? told : (changeOf(was, message, viewerId) ?? told);
  }, null);
}

function changeOf(was: DisplayedMessage, now: DisplayedMessage, viewerId: string): Told | null {
  const reacted = Object.entries(now.reactions).find(
    ([id, emoji]) => id !== viewerId && was.reactions[id] !== emoji,
  );
  if (reacted) return { what: "reacted", by: reacted[0], emoji: reacted[1], message: now };
  // Only its writer rewrites a message; an admin may delete it, and is not named.
  const by = now.sender_id;
  if (by === null || by === viewerId) return null;
  if (was.deleted_at === null && now.deleted_at !== null) {
    return { what: "deleted", by, message: now };
  }
  if (was.edited_at !== now.edited_at && now.edited_at !== null) {
    return { what: "edited", by, message: now };
  }
  return null;
}
