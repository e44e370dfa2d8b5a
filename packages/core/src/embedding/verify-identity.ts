import { createVerifier, TokenError } from "fast-jwt";
import { type Identity, identityClaims } from "@relais/protocol";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { type KeyRow, liveKeys } from "./key-rows.ts";
import type { Site } from "./read-site.ts";

/** How far in the future a word of the site may end: one that leaks is soon worth nothing. */
const longestMs = 3_600_000;
/** Clocks of two servers differ. */
const leewayMs = 60_000;

/**
 * Reads the JWT by which a site's server vouches for somebody. Each key has one algorithm, and no other is tried with it; `aud` is
 * the site, `exp` is given and near.
 *
 * Refuses: identity_invalid, without a word of what was wrong; identity_expired.
 */
export async function verifyIdentity(core: Core, site: Site, token: string): Promise<Identity> {
  const { organization_id } = site;
  const now = core.now();
  const keys = await inOrganization(core.db, organization_id, (tx) =>
    liveKeys(tx, organization_id, now),
  );
  for (const key of keys) {
    const read = identityClaims.safeParse(payloadOf(core, site, key, token));
    if (!read.success) continue;
    const { exp, ...identity } = read.data;
    const left = exp * 1_000 - now.getTime();
    if (left < -leewayMs) throw new RefusedError("identity_expired");
    if (left > longestMs + leewayMs) throw new RefusedError("identity_invalid");
    return identity;
  }
  throw new RefusedError("identity_invalid");
}

function payloadOf(core: Core, site: Site, { algorithm, sealed }: KeyRow, token: string): unknown {
  const verify = createVerifier({
    key: String(core.vault.open(sealed)),
    algorithms: [algorithm],
    allowedAud: site.site_key,
    requiredClaims: ["sub", "aud", "exp"],
    // Our own clock decides: the reader keeps the one it was made with.
    ignoreExpiration: true,
    ignoreNotBefore: true,
  });
  try {
    return verify(token);
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}
