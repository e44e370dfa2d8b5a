import type { Tokens } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { hashOf } from "./opaque-token.ts";

/** A refresh token lives as long as a person may stay away without signing in again. */
const refreshTokenMs = 7 * 86_400_000;
/** Whoever came by a link has no other way back than that link: only its end ends their stay. */
const guestRefreshMs = 90 * 86_400_000;

/** Stores a refresh token of this sign-in. Returns when it ends. */
export async function storeRefreshToken(
  tx: Scoped,
  actor: Pick<Actor, "organization_id" | "sign_in_id" | "guest">,
  token: string,
  now: Date,
): Promise<Date> {
  const expiresAt = new Date(
    now.getTime() + (actor.guest === undefined ? refreshTokenMs : guestRefreshMs),
  );
  await tx
    .insertInto("refresh_token")
    .values({
      token_hash: hashOf(token),
      organization_id: actor.organization_id,
      sign_in_id: actor.sign_in_id,
      expires_at: expiresAt,
    })
    .execute();
  return expiresAt;
}

/** The answer that carries a new access token and this refresh token. */
export async function tokensOf(
  core: Core,
  actor: Actor,
  refreshToken: string,
  refreshExpiresAt: Date,
): Promise<Tokens> {
  const { access_token, access_expires_at } = core.accessTokens.issue(actor);
  return {
    access_token,
    access_expires_at: access_expires_at.toISOString(),
    refresh_token: refreshToken,
    refresh_expires_at: refreshExpiresAt.toISOString(),
  };
}
