import type { CaseView, KindView, Part, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Kind } from "../kinds/kind.ts";
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
  if (kind === undefined) return false;
  switch (kind.sees[actor.role]) {
    case "all":
      return true;
    case "available":
      if (isOwn(kind, actor, theCase)) return true;
      return theCase.assignee === null && kind.taking?.from === theCase.status;
    case "own":
      return isOwn(kind, actor, theCase);
    default:
      return false;
  }
}

const isOwn = (kind: Kind, actor: Who, theCase: Visible): boolean =>
  theCase.customer.id === actor.id ||
  theCase.opener.id === actor.id ||
  doesIt(kind, actor, theCase);

/** Whoever was given another role does the work no more, though it may still stand in their name. */
const doesIt = (kind: Kind, { id, role }: Who, { assignee }: Visible): boolean =>
  assignee?.id === id && kind.worker_roles.includes(role);

/** Whether the actor is one of those who do the work, and so knows tags, internal fields and notes. */
export function mayKnowInternal(
  kinds: KindRegistry,
  actor: Pick<Actor, "role">,
  theCase: Pick<CaseView, "kind">,
): boolean {
  return kinds.get(theCase.kind)?.staff.includes(actor.role) ?? false;
}

/** Whether the actor has this part in the case, which is of this kind. */
export function hasPart(kind: Kind, actor: Who, theCase: Visible, part: Part): boolean {
  switch (part) {
    case "customer":
      return theCase.customer.id === actor.id;
    case "opener":
      return theCase.opener.id === actor.id;
    case "assignee":
      return doesIt(kind, actor, theCase);
    case "any_worker":
      return actor.role === "worker";
    default:
      return actor.role === (part satisfies Role);
  }
}

/** Whether one of these parts is the actor's. */
export const hasAnyPart = (
  kind: Kind,
  actor: Who,
  theCase: Visible,
  parts: readonly Part[],
): boolean => parts.some((part) => hasPart(kind, actor, theCase, part));

type Transition = KindView["transitions"][number];

/** Whether one of the parts that may take this step is the actor's. */
export const mayTake = (kind: Kind, actor: Who, theCase: Visible, step: Transition): boolean =>
  hasAnyPart(kind, actor, theCase, step.by);
