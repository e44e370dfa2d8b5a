import type { CaseView, KindView, Part } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { kinds } from "../kinds/registry.ts";

type Visible = Pick<CaseView, "kind" | "status" | "customer" | "assignee">;

/**
 * Who sees a case: its customer and its assignee; every worker while it waits to be taken; the people
 * of the office always. Asked only about cases of the actor's own organization.
 */
export function maySeeCase(actor: Actor, theCase: Visible): boolean {
  switch (actor.role) {
    case "customer":
      return theCase.customer.id === actor.id;
    case "worker":
      if (theCase.assignee !== null) return theCase.assignee.id === actor.id;
      return kinds.get(theCase.kind)?.taking.from === theCase.status;
    case "agent":
    case "manager":
    case "admin":
      return true;
  }
}

/** Whether the actor has this part in the case. */
export function hasPart(actor: Actor, theCase: Visible, part: Part): boolean {
  switch (part) {
    case "customer":
      return theCase.customer.id === actor.id;
    case "assignee":
      return theCase.assignee?.id === actor.id;
    case "any_worker":
      return actor.role === "worker";
    case "admin":
      return actor.role === "admin";
  }
}

type Transition = KindView["transitions"][number];

/** Whether one of the parts that may take this step is the actor's. */
export function mayTake(actor: Actor, theCase: Visible, step: Transition): boolean {
  return step.by.some((part) => hasPart(actor, theCase, part));
}

/** The people of the office open cases for those who have no account. */
export function mayOpenForGuest({ role }: Pick<Actor, "role">): boolean {
  return role === "agent" || role === "manager" || role === "admin";
}
