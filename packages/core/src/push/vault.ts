import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/**
 * Encrypts what lies in the database and must be of no use to whoever reads it there: AES-256-GCM under a key that
 * follows from the platform's secret. What is sealed begins with its nonce and ends with its tag.
 */
export class Vault {
  readonly #key: Buffer;

  constructor(secret: Buffer) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "relais vault", 32));
  }

  seal(value: unknown): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    const text = cipher.update(JSON.stringify(value), "utf8");
    return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws when it was sealed by another platform, or changed since. */
  open(sealed: Buffer): unknown {
    const decipher = createDecipheriv("aes-256-gcm", this.#key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    return JSON.parse(text.toString("utf8"));
  }
}
