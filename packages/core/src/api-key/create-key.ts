import {
  type NewApiKey,
  type NewApiKeyBody,
  oneOf,
  type ServiceRole,
  serviceRoles,
} from "@relais/protocol";
import { hashOf } from "../access/opaque-token.ts";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { type AuditAuthor, record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { usedRoles } from "../organization/used-roles.ts";
import { keyView, selectKeys } from "./key-rows.ts";
import { hintOf, newSecret } from "./secret.ts";

const dayMs = 86_400_000;

/**
 * Gives a program of the organization's own a key. It acts under this name, with the rights of this role in cases and
 * conversations; it administers nothing. The key is told this once. For admins.
 *
 * Refuses: forbidden, invalid_body (`role` that the organization has no use for, `name` of a person).
 */
export async function createApiKey(
  core: Core,
  actor: Actor,
  wanted: NewApiKeyBody,
): Promise<NewApiKey> {
  refuseUnlessAdmin(actor);
  return createKeyFor(core, actor, wanted);
}

/** The same, by the operator of the platform as well (`id` null). Refuses: invalid_body. */
export async function createKeyFor(
  core: Core,
  author: AuditAuthor,
  { name, role, days }: NewApiKeyBody,
): Promise<NewApiKey> {
  const { organization_id } = author;
  const secret = newSecret(organization_id);
  const now = core.now();
  const expires_at = days === undefined ? null : new Date(now.getTime() + days * dayMs);
  const [id, member_id, sign_in_id] = [newId(), newId(), newId()];
  return inOrganization(core.db, organization_id, async (tx) => {
    const possible = await possibleRoles(core, tx, organization_id);
    if (!possible.includes(role)) {
      throw new RefusedError("invalid_body", { fields: { role: oneOf(possible) } });
    }
    await refuseNameOfPerson(tx, organization_id, name);
    await tx
      .insertInto("member")
      .values({ id: member_id, organization_id, full_name: name, role, is_service: true })
      .execute();
    await tx
      .insertInto("sign_in")
      .values({
        id: sign_in_id,
        organization_id,
        member_id,
        client: "API",
        created_at: now,
        last_used_at: now,
      })
      .execute();
    await tx
      .insertInto("api_key")
      .values({
        id,
        organization_id,
        member_id,
        sign_in_id,
        secret_hash: hashOf(secret),
        hint: hintOf(secret),
        created_by: author.id,
        created_at: now,
        expires_at,
      })
      .execute();
    await record(tx, now, author, {
      action: "api_key.created",
      subject: { id, name },
      after: { role, expires_at: expires_at?.toISOString() ?? null },
    });
    const row = await selectKeys(tx).where("api_key.id", "=", id).executeTakeFirstOrThrow();
    return { secret, key: keyView(row, now) };
  });
}

/** Roles whose rights a program can have where these kinds are served. */
export async function possibleRoles(
  core: Core,
  tx: Scoped,
  organizationId: string,
): Promise<ServiceRole[]> {
  const { kinds } = await tx
    .selectFrom("organization")
    .select("kinds")
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const used = usedRoles(core.kinds, kinds);
  return serviceRoles.filter((role) => used.includes(role));
}

/** What a program writes must not read as if somebody had written it. */
async function refuseNameOfPerson(tx: Scoped, organizationId: string, name: string): Promise<void> {
  const person = await tx
    .selectFrom("member")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("is_service", "=", false)
    .where("is_guest", "=", false)
    .where(({ fn }) => fn<string>("lower", ["full_name"]), "=", name.toLowerCase())
    .limit(1)
    .executeTakeFirst();
  if (person === undefined) return;
  const hint = say(
    "C’est le nom d’une personne\u202f: donnez celui du programme.",
    "This is a person’s name: give that of the program.",
  );
  throw new RefusedError("invalid_body", { fields: { name: hint } });
}
