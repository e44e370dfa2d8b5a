import type { Counter, SystemNote } from "@relais/protocol";

export type CounterRow = {
  conversation_id: string;
  unread: number;
  last_number: number;
  sender_id: string | null;
  text: string | null;
  system: string | null;
  created_at: Date | null;
  deleted: boolean | null;
  internal_of: string | null;
};

/** A counter as the protocol spells it; the preview is the message that stands at `last_number`. */
export function counterOf(row: CounterRow): Counter {
  const { conversation_id, unread, last_number, sender_id, text, system, created_at, deleted } =
    row;
  const preview =
    text === null || created_at === null
      ? null
      : {
          number: last_number,
          sender_id,
          text,
          deleted: deleted ?? false,
          system: system === null ? null : (JSON.parse(system) as SystemNote),
          created_at: created_at.toISOString(),
        };
  const internal = row.internal_of === null ? {} : { internal_of: row.internal_of };
  return { conversation_id, ...internal, unread, last_number, preview };
}
