import type { ConversationState } from "@relais/protocol";

/** How far every other participant has received and read, in message numbers. */
export type Reach = { delivered: number; read: number };

/**
 * The least of all others: « read » means read by everybody else. Nobody else, or more participants
 * than the state lists: nothing can be said, and a message stays « sent ».
 */
export function reachOf(state: ConversationState): Reach {
  const others = state.participants.filter((person) => person.id !== state.viewer_id);
  if (others.length === 0 || state.participants.length < state.participant_count) {
    return { delivered: 0, read: 0 };
  }
  const reach: Reach = { delivered: Number.POSITIVE_INFINITY, read: Number.POSITIVE_INFINITY };
  for (const person of others) {
    const receipt = state.receipts[person.id] ?? { delivered: 0, read: 0 };
    reach.delivered = Math.min(reach.delivered, receipt.delivered);
    reach.read = Math.min(reach.read, receipt.read);
  }
  return reach;
}

export function deliveryOf(number: number, reach: Reach): "sent" | "delivered" | "read" {
  if (number <= reach.read) return "read";
  return number <= reach.delivered ? "delivered" : "sent";
}
