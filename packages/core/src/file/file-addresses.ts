import { type FileAddress, isPicture } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { getCase } from "../case/get-case.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import type { Addressed, Variant } from "./signed-address.ts";

/** An address lives at least this long, at most twice: within a span it is the same, so caches can keep it. */
const spanSeconds = 600;

/**
 * Fresh addresses of files of messages in a conversation that this person may read, in the order asked
 * for. What is not a file of a message there is left out.
 *
 * Refuses: not_found, forbidden.
 */
export async function fileAddresses(
  core: Core,
  actor: Actor,
  conversationId: string,
  ids: readonly string[],
): Promise<FileAddress[]> {
  const { organization_id } = await readableRoster(core, actor, conversationId);
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("file")
      .select(["id", "type", "aac_bytes"])
      .where("id", "in", ids)
      .where("conversation_id", "=", conversationId)
      .where("message_id", "is not", null)
      .execute(),
  );
  return addressed(core, organization_id, rows, ids);
}

/**
 * The same for photos of the proofs of a case that this person sees.
 *
 * Refuses: not_found, forbidden.
 */
export async function proofAddresses(
  core: Core,
  actor: Actor,
  caseId: string,
  ids: readonly string[],
): Promise<FileAddress[]> {
  await getCase(core, actor, caseId);
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("file")
      .select(["id", "type", "aac_bytes"])
      .where("id", "in", ids)
      .where("case_id", "=", caseId)
      .where("proof_id", "is not", null)
      .execute(),
  );
  return addressed(core, actor.organization_id, rows, ids);
}

type Found = {
  readonly id: string;
  readonly type: string | null;
  readonly aac_bytes: number | null;
};

function addressed(
  core: Core,
  organization_id: string,
  rows: readonly Found[],
  ids: readonly string[],
): FileAddress[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  const expires = expiryOf(core);
  const sign = (id: string, variant: Variant) =>
    core.addresses.sign({ organization_id, id, variant }, expires);
  return ids.flatMap((id) => {
    const file = found.get(id);
    if (file === undefined) return [];
    return {
      id,
      address: sign(id, "whole"),
      thumbnail: isPicture(file.type ?? "") ? sign(id, "thumbnail") : null,
      aac: file.aac_bytes === null ? null : sign(id, "aac"),
      expires_at: new Date(expires * 1_000).toISOString(),
    };
  });
}

/** The address of a file that whoever is told of it may read: they follow the conversation that it is in. */
export function addressOfFile(
  core: Core,
  { organization_id, id }: { readonly organization_id: string; readonly id: string },
): string {
  return core.addresses.sign({ organization_id, id, variant: "whole" }, expiryOf(core));
}

/** An address, and until when it is good. */
export function signedAddress(
  core: Core,
  file: Addressed,
): { readonly address: string; readonly expires_at: string } {
  const expires = expiryOf(core);
  return {
    address: core.addresses.sign(file, expires),
    expires_at: new Date(expires * 1_000).toISOString(),
  };
}

/** In seconds since 1970. */
function expiryOf(core: Core): number {
  return (Math.floor(core.now().getTime() / 1_000 / spanSeconds) + 2) * spanSeconds;
}
