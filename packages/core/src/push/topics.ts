import type { NotificationType } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

/**
 * What a device is told of, in the words of the claims document: each stands for types of notifications. There is one
 * choice a person, whatever the way and the device. That document knows of no hours: a reminder is chosen in our own words.
 */
const typesOf = {
  new_messages: ["message", "mention"],
  claim_updates: ["status"],
  warranty_expiring: ["warranty"],
  system_alerts: ["assigned", "rating"],
} as const satisfies Record<string, readonly NotificationType[]>;
export type PushTopic = keyof typeof typesOf;
export type PushPreferences = Readonly<Record<PushTopic, boolean>>;

const topics = Object.keys(typesOf) as PushTopic[];

/** A topic is wanted when one of its types is. */
export async function readTopics(tx: Scoped, memberId: string): Promise<PushPreferences> {
  const rows = await tx
    .selectFrom("notification_preference")
    .select("type")
    .where("member_id", "=", memberId)
    .where("wanted", "=", false)
    .execute();
  const unwanted = new Set(rows.map(({ type }) => type));
  const wanted = topics.map((topic) => [topic, typesOf[topic].some((type) => !unwanted.has(type))]);
  return Object.fromEntries(wanted) as PushPreferences;
}

/** Every type of a topic that is named is wanted, or none of them. */
export async function writeTopics(
  tx: Scoped,
  member: { id: string; organization_id: string },
  changes: Partial<PushPreferences>,
): Promise<void> {
  for (const topic of topics) {
    const wanted = changes[topic];
    if (wanted === undefined) continue;
    const rows = typesOf[topic].map((type) => ({
      member_id: member.id,
      organization_id: member.organization_id,
      type,
      wanted,
    }));
    await tx
      .insertInto("notification_preference")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["member_id", "type"]).doUpdateSet({ wanted }))
      .execute();
  }
}
