import { createHash } from "node:crypto";
import type { Language } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { isPushService } from "./known-services.ts";
import { type PushDevice, pushDeviceOf } from "./push-rows.ts";
import { type PushPreferences, readTopics, writeTopics } from "./topics.ts";
import { refuseService } from "../access/people-only.ts";

export type RegisterPush = {
  readonly platform: PushDevice["platform"];
  /** Names the device to its push service. */
  readonly token: string;
  /** Of a browser: where its push service listens, and the keys that it made. */
  readonly endpoint: string | null;
  readonly keys: Readonly<Record<string, string>> | null;
  readonly preferences: Partial<PushPreferences>;
  /** In which it speaks. */
  readonly language: Language;
  readonly user_agent: string | null;
};

/**
 * Notes a device on which this person is told things. One that is known already is theirs from now on. It
 * is told things as long as the sign-in lasts that noted it.
 *
 * Refuses: invalid_body, when a browser's endpoint is none of the known services'.
 */
export async function registerPush(
  core: Core,
  actor: Actor,
  { platform, token, endpoint, keys, preferences, language, user_agent }: RegisterPush,
): Promise<PushDevice> {
  refuseService(actor);
  if (endpoint !== null) refuseUnknownService(core, endpoint);
  const address = endpoint ?? `${platform} ${token}`;
  const owned = {
    member_id: actor.id,
    sign_in_id: actor.sign_in_id,
    conversation_id: actor.guest?.conversation_id ?? null,
    sealed: core.vault.seal({ token, keys }),
    enabled: true,
    language,
    user_agent,
  };
  const device = await inOrganization(core.db, actor.organization_id, async (tx) => {
    const row = await tx
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
      .executeTakeFirstOrThrow();
    // What waited for whoever had the device before is not for these eyes.
    await tx
      .deleteFrom("push_delivery")
      .where("subscription_id", "=", row.id)
      .where("member_id", "<>", actor.id)
      .execute();
    await writeTopics(tx, actor, preferences);
    return pushDeviceOf(row, await readTopics(tx, actor.id));
  });
  core.pushes.hear(actor.organization_id);
  return device;
}

function refuseUnknownService(core: Core, endpoint: string): void {
  if (isPushService(endpoint, core.push?.allowed)) return;
  throw new RefusedError("invalid_body", {
    fields: {
      endpoint: say(
        "Donnez l’adresse d’un service de notifications de navigateur.",
        "Give the address of a browser’s push service.",
      ),
    },
  });
}
