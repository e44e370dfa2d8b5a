import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";
import { hashOf } from "../hash-of.ts";
import type { Change } from "../journal/append.ts";

/**
 * Notes what is asked of a locked case under a `client_id`, in the transaction that does it: what is refused was
 * never asked. False: the same was done before.
 *
 * Refuses: client_id_reused.
 */
export async function askOnce(
  { tx, at }: Change,
  actor: Actor,
  caseId: string,
  clientId: string,
  asked: object,
): Promise<boolean> {
  const key = { case_id: caseId, member_id: actor.id, client_id: clientId };
  const asked_hash = hashOf(asked);
  const noted = await tx
    .insertInto("status_asked")
    .values({ ...key, organization_id: actor.organization_id, asked_hash, asked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning("client_id")
    .executeTakeFirst();
  if (noted !== undefined) return true;
  const before = await tx
    .selectFrom("status_asked")
    .select("asked_hash")
    .where("case_id", "=", caseId)
    .where("member_id", "=", actor.id)
    .where("client_id", "=", clientId)
    .executeTakeFirstOrThrow();
  if (before.asked_hash !== asked_hash) throw new RefusedError("client_id_reused");
  return false;
}
