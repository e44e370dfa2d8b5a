import type { Contact } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { mayWrite, readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { hasEnded, maskPhone } from "./phone.ts";

/**
 * How the others of a conversation are reached by telephone: those who take part hear the whole number while the case
 * is open, and a masked one once it has ended. Never part of the journal or of a state, which stay on devices.
 *
 * Refuses: not_found, forbidden.
 */
export async function readContacts(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Contact[]> {
  const roster = await readableRoster(core, actor, conversationId);
  if (!mayWrite(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  const others = [...roster.members.keys()].filter((id) => id !== actor.id);
  if (others.length === 0) return [];
  return inOrganization(core.db, actor, async (tx) => {
    const theCase = await tx
      .selectFrom("service_case")
      .select(["kind", "status"])
      .where("id", "=", roster.case_id)
      .executeTakeFirstOrThrow();
    const ended = hasEnded(core.kinds, theCase);
    const rows = await tx
      .selectFrom("member")
      .select(["id", "phone"])
      .where("id", "in", others)
      .where("phone", "is not", null)
      .execute();
    return rows.map(({ id, phone }) => ({
      user_id: id,
      phone: ended || phone === null ? maskPhone(phone ?? "") : phone,
      masked: ended,
    }));
  });
}
