import type { Attachment, Sent } from "@relais/protocol";
import type pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import { RefusedError } from "../../errors.ts";
import type { MessageItem } from "./item.ts";

type Stored = {
  id: string;
  number: number;
  seq: number;
  created_at: Date;
  text: string;
  reply_to: number | null;
  deleted: boolean;
  attachments: Attachment[] | null;
};

/**
 * What was stored under this sender's `client_id`, if anything: the answer of a resend is that of the
 * first time. Another text, other files, or an answer to another message, under the same id is refused (409).
 * What was deleted since then has nothing left to be compared.
 */
export async function findSent(
  pool: pg.Pool,
  item: Omit<MessageItem, "settle" | "fail" | "attachments"> & {
    readonly attachments?: readonly Pick<Attachment, "id">[] | undefined;
  },
): Promise<Sent | undefined> {
  if (item.client_id === null) return undefined;
  const { rows } = await pool.query<Stored>({
    name: "find_sent",
    text: "select * from find_sent($1, $2, $3, $4)",
    values: [
      organizationsLiteral([item.organization_id]),
      item.conversation_id,
      item.sender_id,
      item.client_id,
    ],
  });
  const [stored] = rows;
  if (stored === undefined) return undefined;
  const same =
    stored.deleted ||
    (stored.text === item.text && idsOf(stored.attachments) === idsOf(item.attachments));
  if (!same || stored.reply_to !== item.reply_to) throw new RefusedError("client_id_reused");
  const { id, number, seq, created_at } = stored;
  return { id, number, seq, created_at: created_at.toISOString() };
}

function idsOf(attachments: readonly Pick<Attachment, "id">[] | null | undefined): string {
  return (attachments ?? []).map(({ id }) => id).join(" ");
}
