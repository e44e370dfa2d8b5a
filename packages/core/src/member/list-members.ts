import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { type MemberView, memberView, selectMembers } from "./member-view.ts";

export type MemberPage = { readonly count: number; readonly members: readonly MemberView[] };

/**
 * A page of the people with an account, by name. Those who do the work need to know whose it is; a customer finds
 * only themselves here.
 */
export function listMembers(
  core: Core,
  actor: Actor,
  placeOf: (count: number) => { readonly from: number; readonly most: number },
): Promise<MemberPage> {
  return inOrganization(core.db, actor, async (tx) => {
    let query = selectMembers(tx)
      .where("member.active", "=", true)
      .where("member.is_guest", "=", false)
      .where("member.is_service", "=", false);
    if (actor.role === "customer") query = query.where("member.id", "=", actor.id);
    const { count } = await query
      .clearSelect()
      .select(sql<number>`count(*)`.as("count"))
      .executeTakeFirstOrThrow();
    const { from, most } = placeOf(count);
    const rows = await query
      .orderBy("member.full_name")
      .orderBy("member.id")
      .offset(from)
      .limit(most)
      .execute();
    return { count, members: rows.map(memberView) };
  });
}

/** The signed-in person, with their department. Refuses: not_found. */
export function readOwnMember(core: Core, actor: Actor): Promise<MemberView> {
  return inOrganization(core.db, actor, async (tx) =>
    memberView(await selectMembers(tx).where("member.id", "=", actor.id).executeTakeFirstOrThrow()),
  );
}
