import { randomBytes } from "node:crypto";

/** What stands in a customer's link: 32 random bytes, hex. Only its hash is stored. */
export function newLinkToken(): string {
  return randomBytes(32).toString("hex");
}

/** Where the link leads, in the web app. */
export function linkPath(token: string): string {
  return `/suivi/${token}`;
}
