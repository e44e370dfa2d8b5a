import type { Person, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { readableRoster } from "./policy.ts";

/**
 * Who took part in a conversation and does no more, in the order of leaving.
 *
 * Refuses: not_found, forbidden.
 */
export async function listFormer(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Person[]> {
  await readableRoster(core, actor, conversationId);
  return inOrganization(core.db, actor, (tx) => readFormer(tx, conversationId));
}

/** The same for whoever may read it. */
export async function readFormer(tx: Scoped, conversationId: string): Promise<Person[]> {
  const people = await tx
    .selectFrom("former_participant")
    .innerJoin("member", "member.id", "former_participant.member_id")
    .select(["member.id", "member.full_name", "member.role"])
    .where("former_participant.conversation_id", "=", conversationId)
    .orderBy("former_participant.left_seq")
    .execute();
  // The check constraint of the column holds the same list as the type.
  return people.map(({ id, full_name, role }) => ({ id, full_name, role: role as Role }));
}
