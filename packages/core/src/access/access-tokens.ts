import { type CryptoKey, errors, importJWK, jwtVerify, SignJWT } from "jose";
import { type Role, roles } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";

/** Seconds an access token lives: a stolen one is soon worth nothing. */
export const accessTokenSeconds = 15 * 60;

const algorithm = "HS256";
const issuer = "relais";

export type VerifiedAccess = { readonly actor: Actor; readonly expires_at: Date };

/** Signs and checks access tokens. What they claim is what the actor is: nothing else is asked. */
export class AccessTokens {
  readonly #key: Promise<CryptoKey | Uint8Array>;
  readonly #now: () => Date;

  constructor(secret: Buffer, now: () => Date) {
    this.#key = importJWK({ kty: "oct", k: secret.toString("base64url") }, algorithm);
    this.#now = now;
  }

  async issue(actor: Actor): Promise<{ access_token: string; access_expires_at: Date }> {
    const issuedAt = Math.floor(this.#now().getTime() / 1000);
    const expires = issuedAt + accessTokenSeconds;
    const { organization_id, role, full_name, sign_in_id } = actor;
    const access_token = await new SignJWT({
      org: organization_id,
      role,
      name: full_name,
      sid: sign_in_id,
    })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setSubject(actor.id)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expires)
      .sign(await this.#key);
    return { access_token, access_expires_at: new Date(expires * 1000) };
  }

  /** Throws `token_expired` or `token_invalid`, without a word of what was wrong with a forgery. */
  async verify(token: string): Promise<VerifiedAccess> {
    try {
      const { payload } = await jwtVerify(token, await this.#key, {
        algorithms: [algorithm],
        issuer,
        currentDate: this.#now(),
      });
      const { sub, org, role, name, sid, exp } = payload;
      if (
        !isText(sub) ||
        !isText(org) ||
        !isText(name) ||
        !isText(sid) ||
        !isRole(role) ||
        exp === undefined
      ) {
        throw new RefusedError("token_invalid");
      }
      return {
        actor: { id: sub, organization_id: org, role, full_name: name, sign_in_id: sid },
        expires_at: new Date(exp * 1000),
      };
    } catch (error) {
      throw new RefusedError(
        error instanceof errors.JWTExpired ? "token_expired" : "token_invalid",
      );
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
