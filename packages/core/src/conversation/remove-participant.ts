import type { Person } from "@relais/protocol";
import { sql } from "kysely";
import type { Change } from "../journal/append.ts";

/**
 * Takes a person out of conversations and of the internal ones beside them. From then on they read them only if their role
 * does. Where they take no part nothing happens. `actorId` null: nobody did it, their own role or a rule.
 */
export async function removeParticipant(
  { tx, at, wrote }: Change,
  organizationId: string,
  conversationIds: readonly string[],
  { id, full_name, role }: Person,
  actorId: string | null,
): Promise<void> {
  const event = {
    type: "participant.left",
    actor_id: actorId,
    data: { person: { id, full_name, role } },
  } as const;
  const { rows } = await sql<{ stream_id: string; seq: number }>`
    select * from leave_conversations(${id}, ${[...conversationIds]}, ${organizationId}, ${actorId}, ${at},
      ${JSON.stringify(event.data)})`.execute(tx);
  wrote(rows, event);
}
