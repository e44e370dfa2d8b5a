import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export const variants = ["whole", "thumbnail", "aac"] as const;
export type Variant = (typeof variants)[number];

/** What an address speaks of. The organization is in it, because nobody is signed in where it is used. */
export type Addressed = {
  readonly organization_id: string;
  readonly id: string;
  readonly variant: Variant;
};

/**
 * Addresses that carry their own permission for a short time, so that `<img>` and a download manager can
 * use them without a token. Whoever has one may fetch that one file until it ends, nothing else.
 */
export class SignedAddresses {
  readonly #key: Buffer;
  readonly #now: () => Date;

  constructor(signingSecret: Buffer, now: () => Date) {
    // A key of its own: nothing that signs tokens can be made to sign addresses.
    this.#key = Buffer.from(hkdfSync("sha256", signingSecret, "", "relais file addresses", 32));
    this.#now = now;
  }

  /** `expires` in seconds since 1970. */
  sign(file: Addressed, expires: number): string {
    const { organization_id, id, variant } = file;
    const signature = this.#signatureOf(file, String(expires)).toString("base64url");
    return `/files/${organization_id}/${id}/${variant}?expires=${expires}&signature=${signature}`;
  }

  /** Whether the signature is ours and its time has not ended. */
  holds(file: Addressed, expires: string, signature: string): boolean {
    if (!/^\d{1,12}$/.test(expires)) return false;
    const given = Buffer.from(signature, "base64url");
    const own = this.#signatureOf(file, expires);
    const same = given.length === own.length && timingSafeEqual(given, own);
    return same && Number(expires) * 1_000 > this.#now().getTime();
  }

  #signatureOf({ organization_id, id, variant }: Addressed, expires: string): Buffer {
    return createHmac("sha256", this.#key)
      .update(`${organization_id}\n${id}\n${variant}\n${expires}`)
      .digest();
  }
}
