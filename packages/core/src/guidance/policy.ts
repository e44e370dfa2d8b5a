import type { CaseView, Person } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { isStaff, mayWrite } from "../conversation/policy.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import type { Roster } from "../conversation/rosters.ts";

/** Who does the work and takes part guides; a customer or a program never does, and nobody is guided among colleagues. */
export function mayGuide(kinds: KindRegistry, actor: Actor, roster: Roster): boolean {
  const { case_kind, internal_of } = roster;
  return (
    !actor.service &&
    mayWrite(kinds, actor, roster) &&
    isStaff(kinds, case_kind, actor.role) &&
    internal_of === null
  );
}

/** Who is guided: the customer of the case, or, in a room of another customer, that one. */
export function guidedPerson(
  roster: Roster,
  theCase: Pick<CaseView, "customer">,
): Person | undefined {
  const people = [...roster.members.values()];
  return (
    roster.members.get(theCase.customer.id) ?? people.find((person) => person.role === "customer")
  );
}
