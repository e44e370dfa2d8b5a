import { randomBytes } from "node:crypto";
import { type ChangeEmbedding, type EmbeddingView, oneOf } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { openableKinds } from "../organization/kinds-in-use.ts";
import { say } from "../kinds/kind.ts";
import { liveKeys } from "./key-rows.ts";
import { readOrigins } from "./origins.ts";
import { embeddableKinds } from "./policy.ts";

/** How the chat stands on the organization's sites. Made with the first look, switched off. Refuses: forbidden. */
export async function readEmbedding(core: Core, actor: Actor): Promise<EmbeddingView> {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, (tx) => embeddingOf(core, tx, actor.organization_id));
}

/** Says how it stands. Refuses: forbidden, invalid_body (`origins.N`, `kind`). */
export async function changeEmbedding(
  core: Core,
  actor: Actor,
  wanted: ChangeEmbedding,
): Promise<EmbeddingView> {
  refuseUnlessAdmin(actor);
  const read = readOrigins(wanted.origins);
  if ("fields" in read) throw new RefusedError("invalid_body", { fields: read.fields });
  return inOrganization(core.db, actor, async (tx) => {
    const { organization_id } = actor;
    const { possible_kinds, keys: _keys, ...before } = await embeddingOf(core, tx, organization_id);
    if (!possible_kinds.includes(wanted.kind)) {
      throw new RefusedError("invalid_body", { fields: { kind: oneOf(possible_kinds) } });
    }
    if (wanted.enabled && read.origins.length === 0) {
      const hint = say("Ajoutez au moins un site.", "Add at least one site.");
      throw new RefusedError("invalid_body", { fields: { origins: hint } });
    }
    const after = { ...wanted, origins: read.origins };
    await tx
      .updateTable("embedding")
      .set(after)
      .where("organization_id", "=", organization_id)
      .execute();
    await record(tx, core.now(), actor, { action: "embedding.changed", before, after });
    return embeddingOf(core, tx, organization_id);
  });
}

/** The settings as they stand in this transaction; those of an organization that has none yet are written. */
export async function embeddingOf(
  core: Core,
  tx: Scoped,
  organizationId: string,
): Promise<EmbeddingView> {
  const served = await tx
    .selectFrom("organization")
    .select(["kinds", "closed_kinds"])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const possible_kinds = embeddableKinds(core.kinds, openableKinds(served));
  await tx
    .insertInto("embedding")
    .values({
      organization_id: organizationId,
      site_key: randomBytes(16).toString("base64url"),
      enabled: false,
      origins: [],
      kind: possible_kinds[0] ?? "",
      anonymous: true,
      side: "right",
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { site_key, side, ...row } = await tx
    .selectFrom("embedding")
    .select(["site_key", "enabled", "origins", "kind", "anonymous", "accent", "side"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const keys = await liveKeys(tx, organizationId, core.now());
  return {
    ...row,
    // The check constraint of the column holds the same list as the type.
    side: side as EmbeddingView["side"],
    site: site_key,
    keys: keys.map(({ id, algorithm, created_at, ends_at }) => ({
      id,
      algorithm,
      created_at: created_at.toISOString(),
      ends_at: ends_at?.toISOString() ?? null,
    })),
    possible_kinds,
  };
}
