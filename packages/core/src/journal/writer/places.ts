import type pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import type { MessageItem } from "./item.ts";

/**
 * After which message of the conversation with the customer each internal message of a batch stands. Read
 * anew for each batch, after the internal conversation's own numbers are known: so a later internal message
 * never stands before an earlier one, whichever server writes it.
 */
export class Places {
  readonly #newest: ReadonlyMap<string, number>;

  private constructor(newest: ReadonlyMap<string, number>) {
    this.#newest = newest;
  }

  /** Of messages to customers. */
  static readonly none = new Places(new Map());

  /** One query for all internal messages among these; none when there is no such message. */
  static async read(pool: pg.Pool, items: readonly MessageItem[]): Promise<Places> {
    const internal = items.filter((item) => item.internal_of !== undefined);
    if (internal.length === 0) return Places.none;
    const { rows } = await pool.query<{ conversation_id: string; number: number }>({
      name: "conversation_heads",
      text: "select * from conversation_heads($1, $2)",
      values: [
        organizationsLiteral(new Set(internal.map((item) => item.organization_id))),
        [...new Set(internal.map((item) => item.internal_of))],
      ],
    });
    return new Places(new Map(rows.map((row) => [row.conversation_id, row.number])));
  }

  /** Undefined for a message that is not internal. */
  of({ internal_of }: MessageItem): number | undefined {
    return internal_of === undefined ? undefined : (this.#newest.get(internal_of) ?? 0);
  }
}
