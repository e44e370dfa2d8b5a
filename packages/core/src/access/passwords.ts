import { hash, verify } from "@node-rs/argon2";
import { RefusedError } from "../errors.ts";
import { Gate } from "./gate.ts";

/** Argon2id (the library's own choice) at the cost that OWASP recommends: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashes at once: half of the thread pool of Node, so that a flood of sign-ins leaves the other half
 * to everything else.
 */
const atOnce = 2;
/** Hashes that wait; at some 30 ms each, whoever comes later would wait for more than a second. */
const waiting = 64;

/** Hashes and checks passwords, a bounded number at once. Refuses with `busy` beyond. */
export class Passwords {
  readonly #gate = new Gate(
    atOnce,
    waiting,
    () => new RefusedError("busy", { retryAfterMs: 1_000 }),
  );
  #nobody: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#gate.run(() => hash(password, cost));
  }

  /**
   * Whether the password is that of the hash. Without a hash (nobody has this address) the same work
   * is done for nothing, so that the time of the answer does not tell who has an account.
   */
  matches(stored: string | undefined, password: string): Promise<boolean> {
    return this.#gate.run(async () => {
      this.#nobody ??= hash("nobody has this password", cost);
      const matched = await verify(stored ?? (await this.#nobody), password).catch(() => false);
      return matched && stored !== undefined;
    });
  }
}
