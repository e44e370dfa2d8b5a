import { call } from "./call.ts";

/** What a device is told of. */
export type PushPreferences = {
  new_messages: boolean;
  claim_updates: boolean;
  warranty_expiring: boolean;
  system_alerts: boolean;
};

export type RegisterPushSubscription = {
  organization_id: string;
  /** Whose device it is: held against the token. */
  user_id: string;
  /** The token of a device; of a browser its `PushSubscription` as JSON. */
  push_token: string;
  platform: "web" | "ios" | "android";
  preferences?: Partial<PushPreferences>;
};

export type ChatPushSubscription = {
  id: string;
  organization_id: string;
  user_id: string;
  platform: RegisterPushSubscription["platform"];
  enabled: boolean;
  preferences: PushPreferences;
  user_agent: string | null;
  last_used_at: string | null;
  created_at: string;
};

/** Notes a device on which one is told things; one that is known already is the same subscription. */
export function registerPushSubscription(
  input: RegisterPushSubscription,
): Promise<ChatPushSubscription> {
  return call("POST", "push-subscriptions", input);
}

/** Changes what a device is told of; what is left out stays. */
export function updatePushPreferences(
  subscriptionId: string,
  preferences: Partial<PushPreferences>,
): Promise<ChatPushSubscription> {
  return call("PATCH", `push-subscriptions/${encodeURIComponent(subscriptionId)}`, preferences);
}

/** Switches a device on or off; what its person is told stays. */
export function enablePushSubscription(
  subscriptionId: string,
  enabled: boolean,
): Promise<ChatPushSubscription> {
  return call("PATCH", `push-subscriptions/${encodeURIComponent(subscriptionId)}`, { enabled });
}

/** Shows a notification on the device. Rejects with ClaimsError when its push service did not take it. */
export async function testPushSubscription(subscriptionId: string): Promise<void> {
  await call("POST", `push-subscriptions/${encodeURIComponent(subscriptionId)}/test`);
}

/** The key with which a browser subscribes; null where the server tells devices nothing. */
export async function getPushKey(): Promise<string | null> {
  return (await call<{ public_key: string | null }>("GET", "push-subscriptions/key")).public_key;
}
