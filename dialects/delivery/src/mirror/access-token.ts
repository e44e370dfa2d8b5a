import { createSigner } from "fast-jwt";
import { z } from "zod";

/** What of a service account's file is needed to speak in its name. */
export const serviceAccount = z.object({
  client_email: z.string().min(3),
  private_key: z.string().includes("PRIVATE KEY"),
  token_uri: z.url().default("https://oauth2.googleapis.com/token"),
});
export type ServiceAccount = z.infer<typeof serviceAccount>;

const scopes = [
  "https://www.googleapis.com/auth/firebase.database",
  "https://www.googleapis.com/auth/userinfo.email",
].join(" ");

const granted = z.object({ access_token: z.string(), expires_in: z.number() });

/** A token is renewed this long before it ends. */
const marginMs = 60_000;
const lifeSeconds = 3_600;
export const patienceMs = 10_000;

/** Access tokens of a service account (OAuth 2.0, RFC 7523): one is used until it nears its end. */
export class ServiceTokens {
  readonly #account: ServiceAccount;
  readonly #now: () => number;
  #known: { readonly token: string; readonly until: number } | undefined;

  constructor(account: ServiceAccount, now: () => number = Date.now) {
    this.#account = account;
    this.#now = now;
  }

  /** It was refused: the next one is new. */
  forget(): void {
    this.#known = undefined;
  }

  async get(): Promise<string> {
    if (this.#known !== undefined && this.#known.until > this.#now()) return this.#known.token;
    const { client_email, private_key, token_uri } = this.#account;
    const issuedAt = Math.floor(this.#now() / 1_000);
    const assertion = createSigner({ algorithm: "RS256", key: private_key })({
      iss: client_email,
      scope: scopes,
      aud: token_uri,
      iat: issuedAt,
      exp: issuedAt + lifeSeconds,
    });
    const answer = await fetch(token_uri, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion,
      }),
      signal: AbortSignal.timeout(patienceMs),
    });
    // What the other side says may repeat what it was sent.
    if (!answer.ok) throw new Error(`no access token was given: ${answer.status}`);
    const { access_token, expires_in } = granted.parse(await answer.json());
    this.#known = { token: access_token, until: this.#now() + expires_in * 1_000 - marginMs };
    return access_token;
  }
}
