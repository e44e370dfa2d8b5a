import { createHmac, randomBytes } from "node:crypto";
import { newOpaqueToken } from "./opaque-token.ts";

/**
 * Makes the refresh token that replaces another. For a named attempt it is always the same one, so a
 * client whose answer was lost can be answered again although only hashes are stored.
 */
export class Succession {
  readonly #key: Buffer;

  constructor(signingSecret: Buffer) {
    this.#key = createHmac("sha256", signingSecret).update("refresh token succession").digest();
  }

  after(token: string, organizationId: string, attempt: string | undefined): string {
    const secret =
      attempt === undefined
        ? randomBytes(32)
        : createHmac("sha256", this.#key).update(`${token} ${attempt}`).digest();
    return newOpaqueToken(organizationId, secret);
  }
}
