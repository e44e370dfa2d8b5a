import type pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import { RefusedError } from "../../errors.ts";
import { unknownNumber } from "../../message/unknown-number.ts";
import type { MessageItem } from "./item.ts";

/** What an answer quotes, as JSON of `Quote`, and the version of the quoted message that it was read from. */
export type ReadQuote = { readonly json: string; readonly version: number };

type Row = {
  conversation_id: string;
  number: number;
  kind: string;
  deleted: boolean;
  version: number;
  quote: string;
};

const keyOf = (conversationId: string, number: number) => `${conversationId} ${number}`;

/** The quotes of a batch; a message that cannot be answered has none, but the reason. */
export class Quotes {
  readonly #rows: ReadonlyMap<string, Row>;

  private constructor(rows: readonly Row[]) {
    this.#rows = new Map(rows.map((row) => [keyOf(row.conversation_id, row.number), row]));
  }

  /** Of messages that answer nothing. */
  static readonly none = new Quotes([]);

  /** One query for all answers among these; none when there is no answer. */
  static async read(pool: pg.Pool, items: readonly MessageItem[]): Promise<Quotes> {
    const answers = items.filter((item) => item.reply_to !== null);
    if (answers.length === 0) return Quotes.none;
    const { rows } = await pool.query<Row>({
      name: "quoted_messages",
      text: "select * from quoted_messages($1, $2, $3)",
      values: [
        organizationsLiteral(new Set(answers.map((item) => item.organization_id))),
        answers.map((item) => item.conversation_id),
        answers.map((item) => item.reply_to),
      ],
    });
    return new Quotes(rows);
  }

  /** Undefined for a message that answers nothing. Throws when what it answers cannot be answered. */
  of({ conversation_id, reply_to }: MessageItem): ReadQuote | undefined {
    if (reply_to === null) return undefined;
    const row = this.#rows.get(keyOf(conversation_id, reply_to));
    if (row === undefined)
      throw new RefusedError("message_not_found", { fields: unknownNumber("reply_to") });
    if (row.kind === "system") throw new RefusedError("forbidden");
    if (row.deleted) throw new RefusedError("message_deleted");
    return { json: row.quote, version: row.version };
  }
}
