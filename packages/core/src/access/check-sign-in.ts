import type pg from "pg";
import type { Actor } from "../actor.ts";
import { organizationsLiteral } from "../database/scope.ts";
import { breathIn } from "../rush.ts";

type Wanted = { actor: Actor; settle: (open: boolean) => void; fail: (error: unknown) => void };
/** `here`: they were ended by this process, others do not know yet. */
type EndListener = (signInIds: readonly string[], here: boolean) => void;

export const signInsStatement = {
  name: "open_sign_ins",
  text: "select * from open_sign_ins($1, $2)",
};

/** Checks in one query: enough for a restart's rush, small enough to answer the first ones soon. */
const atOnce = 1_000;

/**
 * Whether the sign-in behind an access token is still open: a signature alone cannot know that. Checks
 * that come while a query is under way share the next one.
 */
export class SignInChecker {
  readonly #pool: pg.Pool;
  readonly #listeners = new Set<EndListener>();
  /** Heard of while a query was under way, which may have read them as open. */
  readonly #endedMeanwhile = new Set<string>();
  #wanted: Wanted[] = [];
  #checking = false;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * False when the sign-in ended, the person was deactivated, or their role is no longer the one that
   * the token claims: a new token, if there can be one, will tell the truth. Whoever is told true is found by
   * those who hear of an end from then on, as long as they note it before anything else happens.
   */
  check(actor: Actor): Promise<boolean> {
    return new Promise((settle, fail) => {
      this.#wanted.push({ actor, settle, fail });
      if (this.#checking) return;
      this.#checking = true;
      setImmediate(() => void this.#work());
    });
  }

  /** Called when this process learns that sign-ins ended. Returns what stops the listening. */
  onEnded(listener: EndListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** After commit: tells everybody who holds something of these sign-ins. `here` false: another server ended them. */
  ended(signInIds: readonly string[], here = true): void {
    if (signInIds.length === 0) return;
    if (this.#checking) for (const id of signInIds) this.#endedMeanwhile.add(id);
    for (const listener of this.#listeners) listener(signInIds, here);
  }

  async #work(): Promise<void> {
    while (this.#wanted.length > 0) {
      const wanted = this.#wanted.splice(0, atOnce);
      this.#endedMeanwhile.clear();
      try {
        const open = await this.#openAmong(wanted);
        for (const { actor, settle } of wanted) {
          const ended = this.#endedMeanwhile.has(actor.sign_in_id);
          settle(!ended && open.get(actor.sign_in_id) === `${actor.id} ${actor.role}`);
        }
      } catch (error) {
        for (const { fail } of wanted) fail(error);
      }
      await breathIn(wanted.length);
    }
    this.#checking = false;
  }

  async #openAmong(wanted: readonly Wanted[]): Promise<Map<string, string>> {
    const { rows } = await this.#pool.query<{ id: string; member_id: string; role: string }>({
      ...signInsStatement,
      values: [
        organizationsLiteral(new Set(wanted.map(({ actor }) => actor.organization_id))),
        wanted.map(({ actor }) => actor.sign_in_id),
      ],
    });
    return new Map(rows.map((row) => [row.id, `${row.member_id} ${row.role}`]));
  }
}
