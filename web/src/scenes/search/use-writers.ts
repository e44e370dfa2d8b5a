import type { Person } from "@relais/client";
import { useClient } from "@relais/react";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { useMe } from "../../session/SignedIn.tsx";

/** Who may have written what is looked for: oneself first, then the others by name. */
export function useWriters(conversationId: string | undefined): Person[] {
  const client = useClient();
  const me = useMe();
  const { cases } = useCaseList();
  const people = new Map<string, Person>();
  const subjects =
    conversationId === undefined
      ? cases
      : cases.filter((one) => one.conversation_id === conversationId);
  for (const { customer, assignee } of subjects) {
    people.set(customer.id, customer);
    if (assignee !== null) people.set(assignee.id, assignee);
  }
  if (conversationId !== undefined) {
    const { state } = client.conversation(conversationId).view.get();
    for (const person of [...(state?.former ?? []), ...(state?.participants ?? [])]) {
      people.set(person.id, person);
    }
  }
  people.delete(me.id);
  const others = [...people.values()].sort((one, other) =>
    one.full_name.localeCompare(other.full_name),
  );
  return [{ id: me.id, full_name: me.full_name, role: me.role }, ...others];
}
