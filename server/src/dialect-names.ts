/** The documented APIs that a server can serve beside its own. */
export const dialectNames = ["depannage", "tickets", "delivery", "claims", "garage"] as const;
export type DialectName = (typeof dialectNames)[number];
