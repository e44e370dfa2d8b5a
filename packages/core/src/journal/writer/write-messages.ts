import type { PreparedCall } from "../../database/prepared-calls.ts";
import type { Plan, PlannedMessage } from "./plan.ts";

/** For each number of messages up to this a statement is prepared. */
export const mostInStatement = 4;

const statements = Array.from({ length: mostInStatement }, (_, index) => insertOf(index + 1));

/** The rows of a few messages that answer none, and of the events that tell of them. */
export function fewMessages({ messages, instant }: Plan): PreparedCall {
  const text = statements[messages.length - 1];
  if (text === undefined) throw new Error("no statement was made for so many messages");
  return {
    name: `messages_${messages.length}`,
    text,
    values: [instant, ...messages.flatMap(valuesOf)],
  };
}

/**
 * One statement for both tables: a round of the executor less. Messages are its main part, which runs first, so that a
 * message that comes again meets its own guards before the journal's.
 */
function insertOf(count: number): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const values = Array.from({ length: 9 }, (_, index) => `$${2 + row * 9 + index}`);
    const [conversation, number, organization, id, seq, sender, text, client, data] = values;
    return {
      message: `(${conversation}, ${number}, ${organization}, ${id}, ${seq}, 'text', ${sender}, ${text}, ${client}, $1)`,
      event: `(${conversation}, ${seq}, ${organization}, 'message.sent', ${sender}, $1, ${data})`,
    };
  });
  return `with told as (
      insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
        values ${rows.map(({ event }) => event).join(", ")}
    )
    insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, client_id, created_at)
      values ${rows.map(({ message }) => message).join(", ")}`;
}

/** In the order in which `insertOf` names them. */
function valuesOf({ item, number, seq, data }: PlannedMessage): (string | null)[] {
  return [
    item.conversation_id,
    String(number),
    item.organization_id,
    item.id,
    String(seq),
    item.sender_id,
    item.text,
    item.client_id,
    data,
  ];
}
