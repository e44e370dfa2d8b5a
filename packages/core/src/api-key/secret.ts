import { newOpaqueToken, organizationOf } from "../access/opaque-token.ts";

/** What every key begins with, so that people and programs that look for leaked secrets know one. */
const prefix = "rk_";
/** The organization, and 32 random bytes. One word, so that it is marked whole. */
const shape = /^rk_([\w-]{22})_([\w-]{43})$/;
const hintCharacters = 4;

export const newSecret = (organizationId: string): string =>
  prefix + newOpaqueToken(organizationId).replace(".", "_");

/** Whether this is meant to be an API key, good or not. */
export const isApiKey = (token: string): boolean => token.startsWith(prefix);

/** The organization in a key that has the right shape. */
export function organizationOfKey(secret: string): string | undefined {
  const [, organization, random] = shape.exec(secret) ?? [];
  return organizationOf(`${organization}.${random}`);
}

export const hintOf = (secret: string): string => secret.slice(-hintCharacters);
