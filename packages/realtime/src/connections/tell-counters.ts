import type { Core } from "@relais/core";
import { type Counter, limits } from "@relais/protocol";
import { briefCounter } from "../frames/brief-counter.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Connection } from "./connection.ts";
import type { Registry } from "./registry.ts";

/**
 * To the devices of a person that follow their list of cases; the others did not ask. What a device counts for itself
 * is kept for when it stops to.
 */
export function tellCounters(
  { rosters }: Core,
  registry: Registry,
  userId: string,
  counters: readonly Counter[],
): void {
  let whole: EncodedFrame | undefined;
  for (const connection of registry.of(userId)) {
    const organizationId = connection.identity?.actor.organization_id;
    if (organizationId === undefined || !connection.followed.has(organizationId)) continue;
    const told = counters.filter((counter) => {
      const { conversation_id } = counter;
      if (!connection.counts || !connection.followed.has(conversation_id)) return true;
      // Where many are, what they read is told to each other late: too late for one's own list.
      const people = rosters.peek(organizationId, conversation_id)?.members.size;
      if (people === undefined || people > limits.intimateParticipants) return true;
      connection.untold.set(conversation_id, counter);
      return false;
    });
    if (told.length === 0) continue;
    const all = told.length === counters.length;
    const frame = all ? (whole ??= frameOf(counters)) : frameOf(told);
    connection.enqueue(frame);
    connection.counterNews?.push(frame);
  }
}

/** Tells what was kept back while this conversation was followed. */
export function tellUntold(connection: Connection, conversationId: string): void {
  const counter = connection.untold.get(conversationId);
  if (counter === undefined) return;
  connection.untold.delete(conversationId);
  connection.enqueue(frameOf([counter]));
}

function frameOf(counters: readonly Counter[]): EncodedFrame {
  return EncodedFrame.of(
    { type: "counters", complete: false, counters: [...counters] },
    briefCounter(counters),
  );
}
