import { hashOf } from "../access/opaque-token.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { newId } from "../ids.ts";
import { endOfLink } from "./link-rows.ts";

export type NewLink = {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly case_id: string;
  readonly member_id: string;
  readonly token: string;
  /** Null: the customer began by themselves. */
  readonly created_by: string | null;
};

/** Writes a link that lets the customer in while their case is open, and for a while after. Returns its id. */
export async function insertLink(
  core: Core,
  tx: Scoped,
  { token, case_id, ...link }: NewLink,
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("guest_link")
    .values({
      ...link,
      id,
      token_hash: hashOf(token),
      created_at: core.now(),
      days_after: core.linkDays,
      expires_at: await endOfLink(core, tx, case_id),
    })
    .execute();
  return id;
}
