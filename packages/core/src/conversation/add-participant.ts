import type { Person } from "@relais/protocol";
import type { Change } from "../journal/append.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import { internalIdOf } from "./internal.ts";
import { isStaff } from "./policy.ts";

/**
 * Takes a person into a conversation with a customer; whoever does the work also into the internal one
 * beside it. Who takes part already is passed over.
 */
export async function addParticipant(
  kinds: KindRegistry,
  change: Change,
  conversation: {
    readonly id: string;
    readonly organization_id: string;
    readonly case_kind: string;
  },
  { id, full_name, role }: Person,
  actorId: string,
): Promise<void> {
  const { tx, at, append } = change;
  const internal = isStaff(kinds, conversation.case_kind, role)
    ? await internalIdOf(tx, conversation.id)
    : undefined;
  for (const conversation_id of [conversation.id, ...(internal === undefined ? [] : [internal])]) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("participant")
      .values({
        conversation_id,
        member_id: id,
        organization_id: conversation.organization_id,
        joined_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) continue;
    await append("conversation", conversation_id, {
      type: "participant.joined",
      actor_id: actorId,
      data: { person: { id, full_name, role } },
    });
  }
}
