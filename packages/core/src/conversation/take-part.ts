import type { Actor } from "../actor.ts";
import type { Change } from "../journal/append.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import { addParticipant } from "./add-participant.ts";
import { removeParticipant } from "./remove-participant.ts";

type Talk = { readonly id: string; readonly organization_id: string; readonly case_kind: string };

/**
 * Takes whoever is about to write in a conversation with a customer into it. A program comes and leaves at once: its words
 * stand under its name, as those of whoever took part before, and nobody waits for it to read theirs.
 */
export async function takePart(
  kinds: KindRegistry,
  change: Change,
  conversation: Talk,
  actor: Actor,
): Promise<void> {
  if (actor.service && (await cameBefore(change, conversation, actor))) return;
  await addParticipant(kinds, change, conversation, actor, actor.id);
  if (!actor.service) return;
  const { organization_id, id } = conversation;
  await removeParticipant(change, organization_id, [id], actor, actor.id);
}

async function cameBefore({ tx }: Change, { id }: Talk, actor: Actor): Promise<boolean> {
  const before = await tx
    .selectFrom("former_participant")
    .select("member_id")
    .where("conversation_id", "=", id)
    .where("member_id", "=", actor.id)
    .executeTakeFirst();
  return before !== undefined;
}
