import type { Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { accessTokenSeconds, type VerifiedAccess } from "./access-tokens.ts";
import { hashOf, newOpaqueToken, organizationOf } from "./opaque-token.ts";

const ticketMs = 60_000;

/** A pass for one socket, worth nothing after a minute or its first use: it may be seen in an address. */
export async function issueTicket(
  core: Core,
  actor: Actor,
): Promise<{ ticket: string; expires_at: string }> {
  const { organization_id, id, sign_in_id } = actor;
  const now = core.now();
  const ticket = newOpaqueToken(organization_id);
  const expiresAt = new Date(now.getTime() + ticketMs);
  await inOrganization(core.db, organization_id, async (tx) => {
    await tx
      .deleteFrom("socket_ticket")
      .where("member_id", "=", id)
      .where("expires_at", "<", now)
      .execute();
    await tx
      .insertInto("socket_ticket")
      .values({
        ticket_hash: hashOf(ticket),
        organization_id,
        member_id: id,
        sign_in_id,
        expires_at: expiresAt,
      })
      .execute();
  });
  return { ticket, expires_at: expiresAt.toISOString() };
}

/**
 * Takes a ticket for good and tells whose it was; the access that it gives ends when a new access
 * token would.
 *
 * Refuses: ticket_invalid, organization_suspended.
 */
export async function redeemTicket(core: Core, ticket: string): Promise<VerifiedAccess> {
  const organizationId = organizationOf(ticket);
  if (organizationId === undefined) throw new RefusedError("ticket_invalid");
  const now = core.now();
  const row = await inOrganization(core.db, organizationId, (tx) =>
    tx
      .deleteFrom("socket_ticket")
      .using(["member", "sign_in"])
      .whereRef("member.id", "=", "socket_ticket.member_id")
      .whereRef("sign_in.id", "=", "socket_ticket.sign_in_id")
      .where("ticket_hash", "=", hashOf(ticket))
      .returning([
        "member.id",
        "member.organization_id",
        "member.full_name",
        "member.role",
        "member.active",
        "member.is_service",
        "sign_in.id as sign_in_id",
        "sign_in.ended_at",
        "socket_ticket.expires_at",
      ])
      .executeTakeFirst(),
  );
  if (row === undefined || row.expires_at <= now || row.ended_at !== null || !row.active) {
    throw new RefusedError("ticket_invalid");
  }
  const { id, organization_id, full_name, role, sign_in_id, is_service } = row;
  core.suspensions.refuse(organization_id);
  return {
    actor: {
      id,
      organization_id,
      full_name,
      role: role as Role,
      sign_in_id,
      ...(is_service && { service: true }),
    },
    expires_at: new Date(now.getTime() + accessTokenSeconds * 1_000),
  };
}
