import type { SignedIn, Tokens } from "@relais/protocol";
import type { FakePerson } from "./cast.ts";
import { FakeRefusal } from "./fake-fetch.ts";

/** Access and refresh tokens with rotation, as the real server keeps them. */
export class FakeSessions {
  readonly #access = new Map<string, FakePerson>();
  readonly #refresh = new Map<string, { person: FakePerson; attempt?: string; answer?: Tokens }>();
  readonly #now: () => number;
  #count = 0;
  /** How long an access token lives. */
  lifeMs = 15 * 60_000;
  /** Refreshes that were asked for. */
  refreshes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  personOf(token: string): FakePerson | null {
    return this.#access.get(token) ?? null;
  }

  /** A new access token of this person. */
  issue(person: FakePerson): string {
    this.#count += 1;
    const token = `access ${this.#count} of ${person.full_name}`;
    this.#access.set(token, person);
    return token;
  }

  /** Every access token given out so far is refused from now on. */
  expireAll(): void {
    this.#access.clear();
  }

  /** Every session is over: nothing can be refreshed. */
  endAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  signIn(person: FakePerson): SignedIn {
    return { ...this.#tokens(person), user: person };
  }

  refresh(token: string, attempt: string | undefined): Tokens {
    this.refreshes += 1;
    const known = this.#refresh.get(token);
    if (known === undefined) throw new FakeRefusal("refresh_invalid");
    if (known.answer !== undefined) {
      if (attempt !== undefined && attempt === known.attempt) return known.answer;
      this.#refresh.clear();
      throw new FakeRefusal("refresh_reused");
    }
    known.answer = this.#tokens(known.person);
    if (attempt !== undefined) known.attempt = attempt;
    return known.answer;
  }

  expiresAt(): string {
    return new Date(this.#now() + this.lifeMs).toISOString();
  }

  #tokens(person: FakePerson): Tokens {
    const access_token = this.issue(person);
    const refresh_token = `refresh ${this.#count} of ${person.full_name}`;
    this.#refresh.set(refresh_token, { person });
    const refresh_expires_at = new Date(this.#now() + 7 * 86_400_000).toISOString();
    return { access_token, access_expires_at: this.expiresAt(), refresh_token, refresh_expires_at };
  }
}
