import type { Notice } from "@relais/core";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Registry } from "./registry.ts";

/** A notification, to the devices of its person that follow their list of cases; the others did not ask. */
export function tellNotice(registry: Registry, { user_id, notification, unread }: Notice): void {
  let whole: EncodedFrame | undefined;
  let count: EncodedFrame | undefined;
  const words = notification?.type === "message" ? notification.message : null;
  for (const connection of registry.of(user_id)) {
    const organizationId = connection.identity?.actor.organization_id;
    if (organizationId === undefined || !connection.followed.has(organizationId)) continue;
    // Whoever counts for themselves has the words already, where they follow them.
    const known =
      connection.counts && words !== null && connection.followed.has(words.conversation_id);
    connection.enqueue(
      known || notification === null
        ? (count ??= EncodedFrame.of(
            { type: "notified", notification: null, unread },
            () => `["n",${unread}]`,
          ))
        : (whole ??= EncodedFrame.of({ type: "notified", notification, unread })),
    );
  }
}
