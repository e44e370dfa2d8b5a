import { createHmac, randomBytes } from "node:crypto";

/** What every secret begins with, so that people and programs that look for leaked secrets know one. */
const prefix = "whsec_";

export const newWebhookSecret = (): string => prefix + randomBytes(32).toString("base64");

/**
 * The headers by which a receiver knows who sends, and what it knows already (the convention of Standard Webhooks).
 * Several secrets sign side by side while one replaces another.
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    const signed = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`);
    return `v1,${signed.digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
