import { patienceMs, type ServiceAccount, ServiceTokens } from "./access-token.ts";

/** The other side will never take this: trying again is useless. */
export class UselessError extends Error {}

/** Worth another try: the network, their server, our credentials once somebody mends them. */
const passing = new Set([401, 403, 404, 408, 423, 429]);

/** A Firebase Realtime Database, written to through its REST protocol. */
export class FirebaseDatabase {
  readonly #url: URL;
  readonly #tokens: ServiceTokens;

  constructor(url: string, account: ServiceAccount) {
    this.#url = new URL(url);
    this.#tokens = new ServiceTokens(account);
  }

  /** Sets all these places below a path at once; null takes one away. */
  async patch(path: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    const address = new URL(this.#url);
    address.pathname = `${this.#url.pathname.replace(/\/$/, "")}/${path}.json`;
    address.searchParams.set("print", "silent");
    const answer = await fetch(address, {
      method: "PATCH",
      headers: {
        authorization: `Bearer ${await this.#tokens.get()}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(values),
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    if (answer.status === 401) this.#tokens.forget();
    const what = `the Firebase database answered ${answer.status}`;
    if (answer.status < 500 && !passing.has(answer.status)) throw new UselessError(what);
    throw new Error(what);
  }
}
