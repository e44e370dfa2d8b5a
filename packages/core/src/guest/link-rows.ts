import type { LinkView, Role } from "@relais/protocol";
import { sql } from "kysely";
import { readCase } from "../case/views.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { kindOf } from "../case/kind-of.ts";

/** How the newest link of a conversation stands. */
export async function readLink(
  core: Core,
  tx: Scoped,
  conversationId: string,
  caseId: string,
): Promise<LinkView> {
  const guest = await readCustomer(tx, caseId);
  const row = await tx
    .selectFrom("guest_link")
    .leftJoin("member as creator", "creator.id", "guest_link.created_by")
    .select([
      "guest_link.id",
      "guest_link.created_at",
      "guest_link.expires_at",
      "guest_link.first_opened_at",
      "guest_link.last_opened_at",
      "guest_link.revoked_at",
      "creator.full_name as created_by",
    ])
    .select((select) =>
      select
        .selectFrom("sign_in")
        .select(sql<number>`count(*)`.as("devices"))
        .whereRef("sign_in.guest_link_id", "=", "guest_link.id")
        .where("sign_in.ended_at", "is", null)
        .as("devices"),
    )
    .where("conversation_id", "=", conversationId)
    .orderBy("guest_link.created_at", "desc")
    .orderBy("guest_link.id", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    state: stateOf(row, core.now()),
    guest,
    created_at: row?.created_at.toISOString() ?? null,
    created_by: row?.created_by ?? null,
    first_opened_at: row?.first_opened_at?.toISOString() ?? null,
    last_opened_at: row?.last_opened_at?.toISOString() ?? null,
    devices: row?.devices ?? 0,
    expires_at: row?.expires_at?.toISOString() ?? null,
  };
}

function stateOf(
  row: { revoked_at: Date | null; expires_at: Date | null } | undefined,
  now: Date,
): LinkView["state"] {
  if (row === undefined) return "none";
  if (row.revoked_at !== null) return "revoked";
  return row.expires_at !== null && row.expires_at <= now ? "expired" : "live";
}

async function readCustomer(tx: Scoped, caseId: string): Promise<LinkView["guest"]> {
  const { contact_email, email, role, ...person } = await tx
    .selectFrom("member")
    .innerJoin("service_case", "service_case.customer_id", "member.id")
    .select([
      "member.id",
      "member.full_name",
      "member.role",
      "member.phone",
      "member.contact_email",
      "member.email",
    ])
    .where("service_case.id", "=", caseId)
    .executeTakeFirstOrThrow();
  return { ...person, role: role as Role, email: contact_email ?? email };
}

/** When a link ends that is made now: null while the case is open. */
export async function endOfLink(core: Core, tx: Scoped, caseId: string): Promise<Date | null> {
  const theCase = await readCase(tx, caseId);
  if (theCase === undefined) throw new RefusedError("not_found");
  const status = kindOf(core, theCase).statuses.find(({ name }) => name === theCase.status);
  return status?.ends ? new Date(core.now().getTime() + core.linkDays * 86_400_000) : null;
}
