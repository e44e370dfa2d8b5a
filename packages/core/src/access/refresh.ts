import type { Role, Tokens } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { storeRefreshToken, tokensOf } from "./issue-tokens.ts";
import { hashOf, organizationOf } from "./opaque-token.ts";

export type Refresh = { readonly refresh_token: string; readonly attempt?: string | undefined };

/** How long the answer to one attempt can be asked for again. */
const sameAttemptMs = 60_000;

type Held = {
  expires_at: Date;
  used_at: Date | null;
  used_attempt: string | null;
  actor: Actor;
  ended: boolean;
};

/**
 * Replaces a refresh token, once. Using it again ends the whole sign-in: either its holder or a thief
 * came second, and nobody can tell which. Only the same attempt, repeated soon because its answer was
 * lost, is answered with the same successor, while that one is unused.
 *
 * Refuses: refresh_invalid, refresh_reused, organization_suspended.
 */
export async function refresh(core: Core, { refresh_token, attempt }: Refresh): Promise<Tokens> {
  const organizationId = organizationOf(refresh_token);
  if (organizationId === undefined) throw new RefusedError("refresh_invalid");
  const now = core.now();
  const result = await inOrganization(core.db, organizationId, async (tx) => {
    const held = await holdToken(tx, refresh_token, now);
    if (held === undefined || held.ended || held.expires_at <= now) return "invalid";
    // The token stays what it was: it serves when the organization goes on.
    core.suspensions.refuse(organizationId);
    const { actor } = held;
    const successor = core.accounts.succession.after(refresh_token, organizationId, attempt);
    if (held.used_at === null) {
      await markUsed(tx, refresh_token, attempt, now);
      await tidy(tx, actor.sign_in_id, now);
      const expiresAt = await storeRefreshToken(tx, actor, successor, now);
      return tokensOf(core, actor, successor, expiresAt);
    }
    const again =
      attempt !== undefined &&
      held.used_attempt === attempt &&
      now.getTime() - held.used_at.getTime() <= sameAttemptMs;
    const expiresAt = again ? await unusedUntil(tx, successor) : undefined;
    if (expiresAt !== undefined) return tokensOf(core, actor, successor, expiresAt);
    await tx
      .updateTable("sign_in")
      .set({ ended_at: now, ended_because: "refresh_reused" })
      .where("id", "=", actor.sign_in_id)
      .execute();
    await record(
      tx,
      now,
      { organization_id: organizationId, id: null },
      {
        action: "sessions.token_reused",
        subject: { id: actor.id, name: actor.full_name },
      },
    );
    // Not thrown here: the end of the sign-in must be committed.
    return { reused: actor.sign_in_id };
  });
  if (result === "invalid") throw new RefusedError("refresh_invalid");
  if ("reused" in result) {
    core.signIns.ended([result.reused]);
    throw new RefusedError("refresh_reused");
  }
  return result;
}

/** The stored token and whose it is, held so that two that use it at once follow one another. */
async function holdToken(tx: Scoped, token: string, now: Date): Promise<Held | undefined> {
  const row = await tx
    .selectFrom("refresh_token")
    .innerJoin("sign_in", "sign_in.id", "refresh_token.sign_in_id")
    .innerJoin("member", "member.id", "sign_in.member_id")
    .leftJoin("guest_link", "guest_link.id", "sign_in.guest_link_id")
    .select([
      "refresh_token.expires_at",
      "refresh_token.used_at",
      "refresh_token.used_attempt",
      "sign_in.id as sign_in_id",
      "sign_in.ended_at",
      "member.id",
      "member.organization_id",
      "member.full_name",
      "member.role",
      "member.active",
      "sign_in.guest_link_id",
      "guest_link.conversation_id",
      "guest_link.expires_at as link_expires_at",
      "guest_link.revoked_at",
    ])
    .where("refresh_token.token_hash", "=", hashOf(token))
    .forUpdate("refresh_token")
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, organization_id, full_name, role, sign_in_id } = row;
  return {
    expires_at: row.expires_at,
    used_at: row.used_at,
    used_attempt: row.used_attempt,
    actor: {
      id,
      organization_id,
      full_name,
      role: role as Role,
      sign_in_id,
      ...(row.conversation_id !== null && { guest: { conversation_id: row.conversation_id } }),
    },
    ended: row.ended_at !== null || !row.active || linkEnded(row, now),
  };
}

/** Whoever came by a link stays as long as the link holds. */
function linkEnded(
  {
    guest_link_id,
    revoked_at,
    link_expires_at,
  }: {
    guest_link_id: string | null;
    revoked_at: Date | null;
    link_expires_at: Date | null;
  },
  now: Date,
): boolean {
  if (guest_link_id === null) return false;
  return revoked_at !== null || (link_expires_at !== null && link_expires_at <= now);
}

async function markUsed(
  tx: Scoped,
  token: string,
  attempt: string | undefined,
  now: Date,
): Promise<void> {
  const { sign_in_id } = await tx
    .updateTable("refresh_token")
    .set({ used_at: now, used_attempt: attempt ?? null })
    .where("token_hash", "=", hashOf(token))
    .returning("sign_in_id")
    .executeTakeFirstOrThrow();
  await tx.updateTable("sign_in").set({ last_used_at: now }).where("id", "=", sign_in_id).execute();
}

/** A token past its end is refused whether it is known or not. */
async function tidy(tx: Scoped, signInId: string, now: Date): Promise<void> {
  await tx
    .deleteFrom("refresh_token")
    .where("sign_in_id", "=", signInId)
    .where("expires_at", "<", now)
    .execute();
}

async function unusedUntil(tx: Scoped, token: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom("refresh_token")
    .select("expires_at")
    .where("token_hash", "=", hashOf(token))
    .where("used_at", "is", null)
    .executeTakeFirst();
  return row?.expires_at;
}
