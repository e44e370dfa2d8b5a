import type { Notice } from "@relais/core";
import type { Counter } from "@relais/protocol";
import { briefCounter } from "../frames/brief-counter.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Registry } from "./registry.ts";

/** To the devices of a person that follow their list of cases; the others did not ask. */
export function tellCounters(registry: Registry, userId: string, counters: Counter[]): void {
  let frame: EncodedFrame | undefined;
  for (const connection of registry.of(userId)) {
    const organizationId = connection.identity?.actor.organization_id;
    if (organizationId === undefined || !connection.followed.has(organizationId)) continue;
    frame ??= EncodedFrame.of(
      { type: "counters", complete: false, counters },
      briefCounter(counters),
    );
    connection.enqueue(frame);
    connection.counterNews?.push(frame);
  }
}

/** The same for a notification. */
export function tellNotice(registry: Registry, { user_id, notification, unread }: Notice): void {
  let frame: EncodedFrame | undefined;
  for (const connection of registry.of(user_id)) {
    const organizationId = connection.identity?.actor.organization_id;
    if (organizationId === undefined || !connection.followed.has(organizationId)) continue;
    frame ??= EncodedFrame.of({ type: "notified", notification, unread });
    connection.enqueue(frame);
  }
}
