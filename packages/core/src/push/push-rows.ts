import type { Selectable } from "kysely";
import type { PushSubscription } from "../database/generated/schema.ts";

/** What somebody wants to be told of on a device. */
export const pushTopics = [
  "new_messages",
  "claim_updates",
  "warranty_expiring",
  "system_alerts",
] as const;
export type PushTopic = (typeof pushTopics)[number];
export type PushPreferences = Readonly<Record<PushTopic, boolean>>;

/** A device that is told things while nothing of ours is open on it. Its keys and token are told to nobody. */
export type PushDevice = {
  readonly id: string;
  readonly member_id: string;
  readonly platform: "web" | "ios" | "android";
  readonly enabled: boolean;
  readonly preferences: PushPreferences;
  readonly created_at: string;
  readonly last_used_at: string | null;
};

export function pushDeviceOf(row: Selectable<PushSubscription>): PushDevice {
  return {
    id: row.id,
    member_id: row.member_id,
    // The check constraint of the column holds the same list as the type.
    platform: row.platform as PushDevice["platform"],
    enabled: row.enabled,
    preferences: {
      new_messages: row.new_messages,
      claim_updates: row.claim_updates,
      warranty_expiring: row.warranty_expiring,
      system_alerts: row.system_alerts,
    },
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
