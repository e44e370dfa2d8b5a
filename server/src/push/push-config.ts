import { createECDH } from "node:crypto";
import type { VapidKeys } from "@relais/core";
import { readPlaces } from "../config-addresses.ts";
import { ConfigError, type Environment, readSwitch, valueOf } from "../config-values.ts";

export type PushConfig = {
  /** Undefined: a pair of our own, made at the first start and kept. */
  readonly keys: VapidKeys | undefined;
  /** Whom push services turn to: `mailto:` or `https:`. */
  readonly contact: string | undefined;
  /** `host:port` of push services besides those of the known browsers. */
  readonly allowed: readonly string[];
};

/** On unless switched off. Keys are brought by whoever has devices subscribed to them already. */
export function readPush(environment: Environment): PushConfig | undefined {
  const on = readSwitch(environment, "RELAIS_PUSH") ?? true;
  const keys = readKeys(environment);
  const contact = readContact(environment);
  const allowed = readPlaces(environment, "RELAIS_PUSH_ALLOW", "push.example.org:443");
  return on ? { keys, contact, allowed } : undefined;
}

function readKeys(environment: Environment): VapidKeys | undefined {
  const publicKey = valueOf(environment, "VAPID_PUBLIC_KEY");
  const privateKey = valueOf(environment, "VAPID_PRIVATE_KEY");
  if (publicKey === undefined && privateKey === undefined) return undefined;
  if (publicKey !== undefined && privateKey !== undefined && isPair(publicKey, privateKey)) {
    return { publicKey, privateKey };
  }
  // The value is never repeated in the sentence: it may be the private one.
  throw new ConfigError(
    "VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY are not a pair: put both as base64url, or neither.",
  );
}

function isPair(publicKey: string, privateKey: string): boolean {
  const pair = createECDH("prime256v1");
  try {
    pair.setPrivateKey(Buffer.from(privateKey, "base64url"));
  } catch {
    return false;
  }
  return /^[\w-]{43}$/.test(privateKey) && pair.getPublicKey().toString("base64url") === publicKey;
}

function readContact(environment: Environment): string | undefined {
  const contact = valueOf(environment, "VAPID_SUBJECT");
  if (contact === undefined || /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(contact))
    return contact;
  throw new ConfigError(
    "VAPID_SUBJECT is not a way to reach you: put something like mailto:you@example.org.",
  );
}
