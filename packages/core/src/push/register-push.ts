import { createHash } from "node:crypto";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { type PushDevice, type PushPreferences, pushDeviceOf } from "./push-rows.ts";

export type RegisterPush = {
  readonly platform: PushDevice["platform"];
  /** Names the device to its push service. */
  readonly token: string;
  /** Of a browser: where its push service listens, and the keys that it made. */
  readonly endpoint: string | null;
  readonly keys: Readonly<Record<string, string>> | null;
  readonly preferences: Partial<PushPreferences>;
  readonly user_agent: string | null;
};

/** The push services of browsers: nothing else is ever written to. */
const services =
  /^(fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|web\.push\.apple\.com|.+\.push\.apple\.com|.+\.notify\.windows\.com)$/;

/**
 * Notes a device on which this person is told things. One that is known already is theirs from now on, with what they
 * want to be told.
 *
 * Refuses: invalid_body, when a browser's endpoint is none of the known services'.
 */
export async function registerPush(
  core: Core,
  actor: Actor,
  { platform, token, endpoint, keys, preferences, user_agent }: RegisterPush,
): Promise<PushDevice> {
  if (endpoint !== null) refuseUnknownService(endpoint);
  const address = endpoint ?? `${platform} ${token}`;
  const owned = {
    member_id: actor.id,
    conversation_id: actor.guest?.conversation_id ?? null,
    sealed: core.vault.seal({ token, keys }),
    enabled: true,
    user_agent,
    ...preferences,
  };
  const row = await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .insertInto("push_subscription")
      .values({
        id: newId(),
        organization_id: actor.organization_id,
        platform,
        endpoint,
        address_hash: createHash("sha256").update(address).digest(),
        created_at: core.now(),
        ...owned,
      })
      .onConflict((conflict) =>
        conflict.columns(["organization_id", "address_hash"]).doUpdateSet(owned),
      )
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  return pushDeviceOf(row);
}

function refuseUnknownService(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol === "https:" && url.port === "" && services.test(url.hostname)) return;
  throw new RefusedError("invalid_body", {
    fields: {
      endpoint: say(
        "Donnez l’adresse d’un service de notifications de navigateur.",
        "Give the address of a browser’s push service.",
      ),
    },
  });
}
