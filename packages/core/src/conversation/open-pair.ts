import type { Person, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { openOrFind } from "../case/open-case.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import type { Kind } from "../kinds/kind.ts";

/** Two people and the one conversation that they have in a kind of which a pair has one. */
export type Pair = {
  readonly other: Person;
  /** Null: they have not written to each other. */
  readonly conversation_id: string | null;
};

/**
 * The other person and the conversation with them, if there is one.
 *
 * Refuses: not_found (nobody in this organization), forbidden (these two have nothing to do with each other).
 */
export async function findPair(
  core: Core,
  actor: Actor,
  kindName: string,
  personId: string,
): Promise<Pair> {
  const kind = core.kinds.get(kindName);
  if (kind === undefined || !kind.one_per_pair) {
    throw new Error(`two people have no conversation of their own in the kind ${kindName}`);
  }
  return inOrganization(core.db, actor, async (tx) => {
    const other = await tx
      .selectFrom("member")
      .select(["id", "full_name", "role"])
      .where("id", "=", personId)
      .where("active", "=", true)
      .where("is_service", "=", false)
      .executeTakeFirst();
    if (other === undefined) throw new RefusedError("not_found");
    // The check constraint of the column holds the same list as the type.
    const person = { ...other, role: other.role as Role };
    const sides = sidesOf(kind, actor, person);
    if (sides === undefined) throw new RefusedError("forbidden");
    const known = await tx
      .selectFrom("conversation")
      .innerJoin("service_case", "service_case.id", "conversation.case_id")
      .select("conversation.id")
      .where("service_case.kind", "=", kindName)
      .where("service_case.customer_id", "=", sides.customer_id)
      .where("service_case.assignee_id", "=", sides.assignee_id)
      .where("conversation.internal_of", "is", null)
      .executeTakeFirst();
    return { other: person, conversation_id: known?.id ?? null };
  });
}

/** The same, opened where it is missing: many who ask at once have the same one. Refuses as `findPair` does. */
export async function openPair(
  core: Core,
  actor: Actor,
  kindName: string,
  personId: string,
): Promise<{ readonly other: Person; readonly conversation_id: string }> {
  const { other, conversation_id } = await findPair(core, actor, kindName, personId);
  if (conversation_id !== null) return { other, conversation_id };
  const asCustomer = core.kinds.get(kindName)?.customer_roles.includes(actor.role) ?? false;
  const opened = await openOrFind(core, actor, {
    kind: kindName,
    title: asCustomer ? other.full_name : actor.full_name,
    ...(asCustomer ? { assignee_id: other.id } : { customer_id: other.id, assignee_id: actor.id }),
  });
  const { conversation_id: found } = opened.case;
  if (found === null) throw new Error(`a ${kindName} begins with its conversation`);
  return { other, conversation_id: found };
}

function sidesOf(
  kind: Kind,
  { id, role }: Pick<Actor, "id" | "role">,
  other: Person,
): { customer_id: string; assignee_id: string } | undefined {
  if (id === other.id) return undefined;
  if (kind.customer_roles.includes(role) && kind.worker_roles.includes(other.role)) {
    return { customer_id: id, assignee_id: other.id };
  }
  if (kind.worker_roles.includes(role) && kind.customer_roles.includes(other.role)) {
    return { customer_id: other.id, assignee_id: id };
  }
  return undefined;
}
