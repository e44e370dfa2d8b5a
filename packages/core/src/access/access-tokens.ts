import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { createSigner } from "fast-jwt";
import { type Role, roles } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";

/** Seconds an access token lives: a stolen one is soon worth nothing. */
export const accessTokenSeconds = 15 * 60;

const algorithm = "HS256";
const issuer = "relais";

export type VerifiedAccess = { readonly actor: Actor; readonly expires_at: Date };

/**
 * Signs and checks access tokens. What they claim is what the actor is: nothing else is asked.
 *
 * Problem: after a restart thousands of tokens are met for the first time at once, and a reader of tokens of any make
 * was the largest part of what each of those people cost. Way chosen: only our own are read. Their first part is
 * always the same, so nobody chooses an algorithm, and nothing is decoded before the signature holds.
 */
export class AccessTokens {
  readonly #secret: Buffer;
  readonly #key: KeyObject;
  readonly #now: () => Date;
  /** With the point after it. */
  readonly #header: string;

  constructor(secret: Buffer, now: () => Date) {
    this.#secret = secret;
    this.#key = createSecretKey(secret);
    this.#now = now;
    const any = createSigner({ key: secret, algorithm })({});
    this.#header = any.slice(0, any.indexOf(".") + 1);
  }

  issue(actor: Actor): { access_token: string; access_expires_at: Date } {
    const issuedAt = Math.floor(this.#now().getTime() / 1000);
    const expires = issuedAt + accessTokenSeconds;
    const { organization_id, role, full_name, sign_in_id, guest } = actor;
    const sign = createSigner({ key: this.#secret, algorithm, iss: issuer, sub: actor.id });
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
    const { iss, sub, org, role, name, sid, iat, exp, guest } = this.#claims(token);
    if (
      iss !== issuer ||
      !isText(sub) ||
      !isText(org) ||
      !isText(name) ||
      !isText(sid) ||
      !isRole(role) ||
      typeof iat !== "number" ||
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

  /** What we signed: an object, as `issue` made it. */
  #claims(token: string): Record<string, unknown> {
    const end = token.lastIndexOf(".");
    const start = this.#header.length;
    if (end < start || !token.startsWith(this.#header) || !this.#isSigned(token, end)) {
      throw new RefusedError("token_invalid");
    }
    return JSON.parse(Buffer.from(token.slice(start, end), "base64url").toString());
  }

  /** Text beside text: of a signature there is one spelling. */
  #isSigned(token: string, end: number): boolean {
    // As UTF-8: a shorter encoding would take some letters for others.
    const due = createHmac("sha256", this.#key).update(token.slice(0, end)).digest("base64url");
    const given = token.slice(end + 1);
    return due.length === given.length && isSame(Buffer.from(due), Buffer.from(given));
  }
}

/** As many letters can be more bytes. */
function isSame(due: Buffer, given: Buffer): boolean {
  return due.length === given.length && timingSafeEqual(due, given);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
