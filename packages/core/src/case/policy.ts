import type { CaseView, KindView, Part, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { KindRegistry } from "../kinds/registry.ts";

type Visible = Pick<CaseView, "kind" | "status"> & {
  readonly customer: { readonly id: string };
  readonly opener: { readonly id: string };
  readonly assignee: { readonly id: string } | null;
};
type Who = Pick<Actor, "id" | "role">;

/**
 * Who sees a case, as its kind says for each role: all of them; those that wait to be taken and their own;
 * their own. Asked only about cases of the actor's own organization.
 */
export function maySeeCase(kinds: KindRegistry, actor: Who, theCase: Visible): boolean {
  const kind = kinds.get(theCase.kind);
  switch (kind?.sees[actor.role]) {
    case "all":
      return true;
    case "available":
      if (isOwn(actor, theCase)) return true;
      return theCase.assignee === null && kind?.taking?.from === theCase.status;
    case "own":
      return isOwn(actor, theCase);
    default:
      return false;
  }
}

const isOwn = ({ id }: Who, theCase: Visible): boolean =>
  theCase.customer.id === id || theCase.opener.id === id || theCase.assignee?.id === id;

/** Whether the actor is one of those who do the work, and so knows tags, internal fields and notes. */
export function mayKnowInternal(
  kinds: KindRegistry,
  actor: Pick<Actor, "role">,
  theCase: Pick<CaseView, "kind">,
): boolean {
  return kinds.get(theCase.kind)?.staff.includes(actor.role) ?? false;
}

/** Whether the actor has this part in the case. */
export function hasPart(actor: Who, theCase: Visible, part: Part): boolean {
  switch (part) {
    case "customer":
      return theCase.customer.id === actor.id;
    case "opener":
      return theCase.opener.id === actor.id;
    case "assignee":
      return theCase.assignee?.id === actor.id;
    case "any_worker":
      return actor.role === "worker";
    default:
      return actor.role === (part satisfies Role);
  }
}

/** Whether one of these parts is the actor's. */
export const hasAnyPart = (actor: Who, theCase: Visible, parts: readonly Part[]): boolean =>
  parts.some((part) => hasPart(actor, theCase, part));

type Transition = KindView["transitions"][number];

/** Whether one of the parts that may take this step is the actor's. */
export const mayTake = (actor: Who, theCase: Visible, step: Transition): boolean =>
  hasAnyPart(actor, theCase, step.by);
