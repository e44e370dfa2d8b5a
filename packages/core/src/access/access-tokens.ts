import { createSigner, createVerifier, TokenError } from "fast-jwt";
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
  readonly #key: Buffer;
  readonly #now: () => Date;
  readonly #read: (token: string) => Record<string, unknown>;

  constructor(secret: Buffer, now: () => Date) {
    this.#key = secret;
    this.#now = now;
    this.#read = createVerifier({
      key: secret,
      algorithms: [algorithm],
      allowedIss: issuer,
      requiredClaims: ["exp", "iat"],
      // Our own clock decides below: a test may hold it, and the reader keeps the one it was made with.
      ignoreExpiration: true,
      ignoreNotBefore: true,
    });
  }

  issue(actor: Actor): { access_token: string; access_expires_at: Date } {
    const issuedAt = Math.floor(this.#now().getTime() / 1000);
    const expires = issuedAt + accessTokenSeconds;
    const { organization_id, role, full_name, sign_in_id, guest } = actor;
    const sign = createSigner({ key: this.#key, algorithm, iss: issuer, sub: actor.id });
    const access_token = sign({
      org: organization_id,
      role,
      name: full_name,
      sid: sign_in_id,
      ...(guest !== undefined && { guest: guest.conversation_id }),
      iat: issuedAt,
      exp: expires,
    });
    return { access_token, access_expires_at: new Date(expires * 1000) };
  }

  /** Throws `token_expired` or `token_invalid`, without a word of what was wrong with a forgery. */
  verify(token: string): VerifiedAccess {
    const { sub, org, role, name, sid, exp, guest } = this.#claims(token);
    if (
      !isText(sub) ||
      !isText(org) ||
      !isText(name) ||
      !isText(sid) ||
      !isRole(role) ||
      typeof exp !== "number" ||
      !(guest === undefined || isText(guest))
    ) {
      throw new RefusedError("token_invalid");
    }
    const expires_at = new Date(exp * 1000);
    if (expires_at <= this.#now()) throw new RefusedError("token_expired");
    return {
      actor: {
        id: sub,
        organization_id: org,
        role,
        full_name: name,
        sign_in_id: sid,
        ...(guest !== undefined && { guest: { conversation_id: guest } }),
      },
      expires_at,
    };
  }

  #claims(token: string): Record<string, unknown> {
    try {
      return this.#read(token);
    } catch (error) {
      if (error instanceof TokenError) throw new RefusedError("token_invalid");
      throw error;
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
