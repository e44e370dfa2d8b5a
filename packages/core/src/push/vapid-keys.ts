import { createECDH } from "node:crypto";
import type { ConnectionTarget } from "../database/connection.ts";
import { loadPlatformSecret } from "../access/platform-secret.ts";

/** The pair by which push services know this server (RFC 8292); base64url. */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: string };

/** Made once and kept: what browsers subscribed to one key is of no use with another. */
export async function loadVapidKeys(target: ConnectionTarget): Promise<VapidKeys> {
  const pair = createECDH("prime256v1");
  pair.generateKeys();
  pair.setPrivateKey(await loadPlatformSecret(target, "vapid", padded(pair.getPrivateKey())));
  return {
    publicKey: pair.getPublicKey().toString("base64url"),
    privateKey: padded(pair.getPrivateKey()).toString("base64url"),
  };
}

/** Leading zeros are part of the key. */
const padded = (key: Buffer): Buffer => Buffer.concat([Buffer.alloc(32 - key.length), key]);
