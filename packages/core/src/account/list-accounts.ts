import type { AccountPage, AccountsQuery } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { accountView, selectAccounts } from "./account-rows.ts";
import { refuseUnlessAdmin } from "./policy.ts";
import { holdWords } from "../database/like.ts";

const pageSize = 50;

/** A page of the people with an account, by name. For admins. Refuses: forbidden. */
export async function listAccounts(
  core: Core,
  actor: Actor,
  { q = "", role, state, after }: AccountsQuery = {},
): Promise<AccountPage> {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, async (tx) => {
    let query = selectAccounts(tx).where("member.organization_id", "=", actor.organization_id);
    if (q !== "") query = query.where(holdWords(["member.full_name", "member.email"], q));
    if (role !== undefined) query = query.where("member.role", "=", role);
    if (state !== undefined) query = query.where("member.active", "=", state === "active");
    const { count } = await query
      .clearSelect()
      .select(sql<number>`count(*)::integer`.as("count"))
      .executeTakeFirstOrThrow();
    const page =
      after === undefined
        ? query
        : query.where(
            sql<boolean>`(member.full_name, member.id) >
              (select last.full_name, last.id from member last where last.id = ${after})`,
          );
    const rows = await page
      .orderBy("member.full_name")
      .orderBy("member.id")
      .limit(pageSize + 1)
      .execute();
    const accounts = rows.slice(0, pageSize).map(accountView);
    const next = rows.length > pageSize ? (accounts.at(-1)?.id ?? null) : null;
    return { accounts, count, next };
  });
}
