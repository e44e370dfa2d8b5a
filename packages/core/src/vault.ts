import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const nonceBytes = 12;
const tagBytes = 16;

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
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    const text = cipher.update(JSON.stringify(value), "utf8");
    return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]);
  }

  /** What was sealed. Throws when it was changed, or sealed under another secret. */
  open(sealed: Buffer): unknown {
    const decipher = createDecipheriv("aes-256-gcm", this.#key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
    return JSON.parse(Buffer.concat([text, decipher.final()]).toString("utf8"));
  }

  /** A name for something that others see and that tells them nothing: always the same one, base64url. */
  nameOf(thing: string): string {
    return createHmac("sha256", this.#key).update(thing).digest("base64url");
  }
}
