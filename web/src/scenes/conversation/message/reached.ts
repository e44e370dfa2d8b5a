import type { ConversationView, MessageReceipt, Person } from "@relais/client";
import type { Standing } from "@relais/react/headless";

/** How far a message has come with one person; an instant is null while only the fact is known. */
export type Reached = {
  person: Person;
  delivered: boolean;
  read: boolean;
  delivered_at: string | null;
  read_at: string | null;
};

/**
 * Everybody but the sender: those of the state at once, with what it knows, then with their times as they
 * were asked for. Who read it stands first, then who received it.
 */
export function reachedBy(
  { state }: ConversationView,
  message: Standing,
  asked: readonly MessageReceipt[],
): Reached[] {
  const people = new Map<string, Reached>();
  for (const person of state?.participants ?? []) {
    if (person.id === message.sender_id) continue;
    const receipt = state?.receipts[person.id];
    const delivered = (receipt?.delivered ?? 0) >= message.number;
    const read = (receipt?.read ?? 0) >= message.number;
    people.set(person.id, {
      person,
      delivered,
      read,
      // The state's time is that of its newest step; it is this message's when that step ended here.
      delivered_at: receipt?.delivered === message.number ? receipt.delivered_at : null,
      read_at: receipt?.read === message.number ? receipt.read_at : null,
    });
  }
  for (const { id, full_name, role, delivered_at, read_at } of asked) {
    const before = people.get(id);
    people.set(id, {
      person: { id, full_name, role },
      delivered: delivered_at !== null || (before?.delivered ?? false),
      read: read_at !== null || (before?.read ?? false),
      delivered_at: delivered_at ?? before?.delivered_at ?? null,
      read_at: read_at ?? before?.read_at ?? null,
    });
  }
  const rank = ({ delivered, read }: Reached) => (read ? 0 : delivered ? 1 : 2);
  return [...people.values()].sort((one, other) => rank(one) - rank(other));
}
