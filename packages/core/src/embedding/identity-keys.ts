import { createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import type { EmbeddingView, IdentityKey, NewIdentityKey } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { embeddingOf } from "./settings.ts";

/** How long an earlier key still holds: time to bring the new one to every server. */
const overlapMs = 7 * 86_400_000;

/**
 * Gives the site's server a key to vouch for people with: the public half of one that it made, or a secret that is told
 * this once. The key of before holds for a week more, and any older one no longer.
 *
 * Refuses: forbidden, invalid_body (`public_key`).
 */
export async function addIdentityKey(
  core: Core,
  actor: Actor,
  { public_key }: { readonly public_key?: string | undefined },
): Promise<NewIdentityKey> {
  refuseUnlessAdmin(actor);
  const secret = public_key === undefined ? randomBytes(32).toString("base64url") : null;
  const key =
    secret === null ? readPublicKey(public_key ?? "") : { algorithm: "HS256", text: secret };
  const { organization_id } = actor;
  const now = core.now();
  return inOrganization(core.db, actor, async (tx) => {
    // Written, if need be, and held: two that add at once follow one another.
    await embeddingOf(core, tx, organization_id);
    await tx
      .selectFrom("embedding")
      .select("organization_id")
      .where("organization_id", "=", organization_id)
      .forUpdate()
      .execute();
    await tx
      .deleteFrom("embedding_key")
      .where("organization_id", "=", organization_id)
      .where("ends_at", "is not", null)
      .execute();
    await tx
      .updateTable("embedding_key")
      .set({ ends_at: new Date(now.getTime() + overlapMs) })
      .where("organization_id", "=", organization_id)
      .execute();
    await tx
      .insertInto("embedding_key")
      .values({
        id: newId(),
        organization_id,
        algorithm: key.algorithm,
        sealed: core.vault.seal(key.text),
        created_at: now,
      })
      .execute();
    const after = { algorithm: key.algorithm };
    await record(tx, now, actor, { action: "embedding.key_added", after });
    return { embedding: await embeddingOf(core, tx, organization_id), secret };
  });
}

/** Ends a key at once. One that is gone already changes nothing. Refuses: forbidden. */
export async function removeIdentityKey(
  core: Core,
  actor: Actor,
  id: string,
): Promise<EmbeddingView> {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const withdrawn = await tx
      .deleteFrom("embedding_key")
      .where("id", "=", id)
      .where("organization_id", "=", actor.organization_id)
      .returning("algorithm")
      .executeTakeFirst();
    if (withdrawn !== undefined) {
      const before = { algorithm: withdrawn.algorithm };
      await record(tx, core.now(), actor, { action: "embedding.key_withdrawn", before });
    }
    return embeddingOf(core, tx, actor.organization_id);
  });
}

type PublicKey = { readonly algorithm: IdentityKey["algorithm"]; readonly text: string };

/** Refuses: invalid_body (`public_key`), without repeating what was given. */
function readPublicKey(pem: string): PublicKey {
  // A private key holds the public one, and node would take it: nobody's is to be kept here.
  if (pem.includes("PRIVATE KEY")) {
    throw wrongKey(
      "C’est une clé privée\u00a0: gardez-la sur votre serveur et donnez la clé publique.",
      "This is a private key: keep it on your server and give the public one.",
    );
  }
  let key: KeyObject | undefined;
  try {
    key = createPublicKey(pem);
  } catch {
    // What is wrong with it says the refusal below.
  }
  const algorithm = key && algorithmOf(key);
  if (key === undefined || algorithm === undefined) {
    throw wrongKey(
      "Donnez une clé publique au format PEM\u00a0: EC P-256, Ed25519, ou RSA de 2\u202f048 bits au moins.",
      "Give a public key in PEM: EC P-256, Ed25519, or RSA of 2,048 bits at least.",
    );
  }
  return { algorithm, text: key.export({ type: "spki", format: "pem" }).toString() };
}

function algorithmOf({
  asymmetricKeyType,
  asymmetricKeyDetails = {},
}: KeyObject): PublicKey["algorithm"] | undefined {
  const { namedCurve, modulusLength = 0 } = asymmetricKeyDetails;
  if (asymmetricKeyType === "ec" && namedCurve === "prime256v1") return "ES256";
  if (asymmetricKeyType === "ed25519") return "EdDSA";
  return asymmetricKeyType === "rsa" && modulusLength >= 2_048 ? "RS256" : undefined;
}

const wrongKey = (fr: string, en: string) =>
  new RefusedError("invalid_body", { fields: { public_key: say(fr, en) } });
