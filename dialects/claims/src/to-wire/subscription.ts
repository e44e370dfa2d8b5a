import type { PushDevice } from "@relais/core";
import { z } from "zod";

export const wirePreferences = z.object({
  new_messages: z.boolean(),
  claim_updates: z.boolean(),
  warranty_expiring: z.boolean(),
  system_alerts: z.boolean(),
});

/** The same as somebody gives them: those that are named, and no others. */
export const givenPreferences = z.strictObject(wirePreferences.shape).partial();

/** Token and keys go in and never come out. */
export const wireSubscription = z.object({
  id: z.string(),
  organization_id: z.string(),
  user_id: z.string(),
  platform: z.enum(["web", "ios", "android"]),
  enabled: z.boolean(),
  preferences: wirePreferences,
  user_agent: z.nullable(z.string()),
  last_used_at: z.nullable(z.string()),
  created_at: z.string(),
});
export type WireSubscription = z.infer<typeof wireSubscription>;

export function toSubscription(device: PushDevice, organization_id: string): WireSubscription {
  const { id, member_id, platform, enabled, preferences, user_agent, last_used_at, created_at } =
    device;
  return {
    id,
    organization_id,
    user_id: member_id,
    platform,
    enabled,
    preferences: { ...preferences },
    user_agent,
    last_used_at,
    created_at,
  };
}
