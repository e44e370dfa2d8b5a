import type { Selectable } from "kysely";
import type { PushSubscription } from "../database/generated/schema.ts";
import type { PushPreferences } from "./topics.ts";

/** A device that is told things while nothing of ours is open on it. Its keys and token are told to nobody. */
export type PushDevice = {
  readonly id: string;
  readonly member_id: string;
  readonly platform: "web" | "ios" | "android";
  readonly enabled: boolean;
  /** The person's own, the same on all of their devices. */
  readonly preferences: PushPreferences;
  readonly user_agent: string | null;
  readonly created_at: string;
  readonly last_used_at: string | null;
};

export function pushDeviceOf(
  row: Selectable<PushSubscription>,
  preferences: PushPreferences,
): PushDevice {
  return {
    id: row.id,
    member_id: row.member_id,
    // The check constraint of the column holds the same list as the type.
    platform: row.platform as PushDevice["platform"],
    enabled: row.enabled,
    preferences,
    user_agent: row.user_agent,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
