import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";
import { hashOf } from "../hash-of.ts";
import type { Change } from "../journal/append.ts";

/**
 * Whether the same was asked of a locked case under this `client_id`, and done.
 *
 * Refuses: client_id_reused.
 */
export async function wasAsked(
  { tx }: Change,
  actor: Actor,
  caseId: string,
  clientId: string,
  asked: object,
): Promise<boolean> {
  const before = await tx
    .selectFrom("status_asked")
    .select("asked_hash")
    .where("case_id", "=", caseId)
    .where("member_id", "=", actor.id)
    .where("client_id", "=", clientId)
    .executeTakeFirst();
  if (before === undefined) return false;
  if (before.asked_hash !== hashOf(asked)) throw new RefusedError("client_id_reused");
  return true;
}

/** Notes it in the transaction that does it: what is refused was never asked. */
export async function noteAsked(
  { tx, at }: Change,
  actor: Actor,
  caseId: string,
  clientId: string,
  asked: object,
): Promise<void> {
  await tx
    .insertInto("status_asked")
    .values({
      case_id: caseId,
      member_id: actor.id,
      client_id: clientId,
      organization_id: actor.organization_id,
      asked_hash: hashOf(asked),
      asked_at: at,
    })
    .execute();
}
