import { createHash, randomBytes } from "node:crypto";

/**
 * A token that means nothing to its holder: the organization, so that row-level security can be told
 * where to look, and 32 random bytes. Only its hash is stored.
 */
export function newOpaqueToken(organizationId: string, secret: Buffer = randomBytes(32)): string {
  const organization = Buffer.from(organizationId.replaceAll("-", ""), "hex");
  return `${organization.toString("base64url")}.${secret.toString("base64url")}`;
}

/** The organization in a token that has the right shape, whether or not the token is any good. */
export function organizationOf(token: string): string | undefined {
  const match = /^([\w-]{22})\.[\w-]{43}$/.exec(token);
  if (match?.[1] === undefined) return undefined;
  const hex = Buffer.from(match[1], "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
