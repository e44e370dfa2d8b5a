import type { Notice } from "@relais/core";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Registry } from "./registry.ts";

/** A notification, to the devices of its person that follow their list of cases; the others did not ask. */
export function tellNotice(registry: Registry, { user_id, notification, unread }: Notice): void {
  let frame: EncodedFrame | undefined;
  for (const connection of registry.of(user_id)) {
    const organizationId = connection.identity?.actor.organization_id;
    if (organizationId === undefined || !connection.followed.has(organizationId)) continue;
    frame ??= EncodedFrame.of({ type: "notified", notification, unread });
    connection.enqueue(frame);
  }
}
