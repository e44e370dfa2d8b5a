import type { CaseView, Language, Words } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { appendSystemMessage } from "../message/append-system-message.ts";

export type Announced = {
  /** What whoever changed it added, for everybody. */
  readonly note: string | null;
  /** It was done and is taken up again. */
  readonly reopened: boolean;
};

const nothingAdded: Announced = { note: null, reopened: false };

/** What a conversation is told when a case comes to a status; null: nothing. */
export function announcementOf(kind: Kind, status: string, reopened: boolean): Words | null {
  if (reopened && kind.reopening !== undefined) return kind.reopening.announcement;
  return kind.statuses.find(({ name }) => name === status)?.announcement ?? null;
}

/**
 * Writes into a conversation that its case reached a status, if the kind has a sentence for that. The
 * stored text is in the organization's language; the note lets each reader see it in theirs.
 */
export async function announce(
  change: Change,
  actor: Actor,
  kind: Kind,
  { status, title }: Pick<CaseView, "status" | "title">,
  conversationId: string,
  { note, reopened }: Announced = nothingAdded,
): Promise<void> {
  const words = announcementOf(kind, status, reopened);
  if (words === null) return;
  const { language } = await change.tx
    .selectFrom("organization")
    .select("language")
    .where("id", "=", actor.organization_id)
    .executeTakeFirstOrThrow();
  const values: Record<string, string> = { name: actor.full_name, title };
  await appendSystemMessage(change, {
    organization_id: actor.organization_id,
    conversation_id: conversationId,
    actor_id: actor.id,
    text: words[language as Language].replace(/\{(name|title)\}/g, (_, key) => values[key] ?? ""),
    system: {
      name: "status",
      kind: kind.name,
      status,
      actor_name: actor.full_name,
      ...(words.fr.includes("{title}") && { title }),
      ...(reopened && { reopened }),
      ...(note !== null && { note }),
    },
  });
}
