import type { Person } from "@relais/protocol";
import type { Change } from "../journal/append.ts";

export type Joining = {
  readonly organization_id: string;
  readonly conversation_id: string;
  /** Who lets them in; often they themselves. */
  readonly actor_id: string;
  readonly person: Person;
};

/** Makes somebody a participant, once; who is one already stays it. */
export async function joinConversation(
  { tx, at, append }: Change,
  { organization_id, conversation_id, actor_id, person }: Joining,
): Promise<void> {
  const { id, full_name, role } = person;
  const joined = await tx
    .insertInto("participant")
    .values({ conversation_id, member_id: id, organization_id, joined_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning("member_id")
    .executeTakeFirst();
  if (joined === undefined) return;
  await append("conversation", conversation_id, {
    type: "participant.joined",
    actor_id,
    data: { person: { id, full_name, role } },
  });
}
