import type { Visit } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readCase } from "../case/views.ts";
import { kindOf } from "../case/kind-of.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { selectLook } from "../organization/look.ts";

/**
 * What a guest is told of their visit: the company as it shows itself, whom to call while the case is open, when the
 * link ends.
 *
 * Refuses: forbidden to whoever did not come by a link, not_found.
 */
export async function readVisit(core: Core, actor: Actor): Promise<Visit> {
  if (actor.guest === undefined) throw new RefusedError("forbidden");
  const { conversation_id } = actor.guest;
  const told = await visitOf(core, actor, conversation_id);
  return { conversation_id, ...told, expires_at: await endOf(core, actor) };
}

/** The part of it that is the case's, not the sign-in's. Refuses: not_found. */
export async function visitOf(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Pick<Visit, "organization" | "call">> {
  const { case_id } = await readableRoster(core, actor, conversationId);
  return inOrganization(core.db, actor, async (tx) => {
    const theCase = await readCase(tx, case_id);
    if (theCase === undefined) throw new RefusedError("not_found");
    const status = kindOf(core, theCase).statuses.find(({ name }) => name === theCase.status);
    const assignee = theCase.assignee;
    return {
      organization: await selectLook(tx, actor.organization_id),
      call: assignee === null || status?.ends ? null : await phoneOf(tx, assignee.id),
    };
  });
}

async function phoneOf(tx: Scoped, memberId: string): Promise<Visit["call"]> {
  const row = await tx
    .selectFrom("member")
    .select(["full_name as name", "phone"])
    .where("id", "=", memberId)
    .executeTakeFirst();
  return row === undefined || row.phone === null ? null : { name: row.name, phone: row.phone };
}

/** Links are out of a guest's sight in the database: this one question is asked for their sign-in. */
async function endOf(core: Core, actor: Actor): Promise<string | null> {
  const row = await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .selectFrom("sign_in")
      .innerJoin("guest_link", "guest_link.id", "sign_in.guest_link_id")
      .select("guest_link.expires_at")
      .where("sign_in.id", "=", actor.sign_in_id)
      .executeTakeFirst(),
  );
  return row?.expires_at?.toISOString() ?? null;
}
