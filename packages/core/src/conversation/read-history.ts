import { type HistoryQuery, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  guestsLiteral,
  inOrganization,
  organizationsLiteral,
  queryFor,
} from "../database/scope.ts";
import { readMarks } from "../guidance/step-rows.ts";
import { isOfStep } from "./message-rows.ts";
import { readableRoster } from "./policy.ts";
import type { Roster } from "./rosters.ts";

/** The columns of history_page in order, each as PostgreSQL writes it. */
type Row = readonly [
  id: string,
  number: string,
  seq: string,
  kind: string,
  sender_id: string | null,
  text: string,
  system: string | null,
  client_id: string | null,
  created_at: string,
  reply_to: string | null,
  edited_at: string | null,
  deleted_at: string | null,
  reactions: string | null,
  attachments: string | null,
  preview: string | null,
];

/** Numbers and instants go from one text into another: making values of them was half of a page's cost. */
const asWritten = { getTypeParser: () => (text: string) => text };

/**
 * The page of messages right before number `before`, or around a number, or the newest; oldest first, as
 * JSON of `HistoryPage`: it is read much more often than anything else, so it is written directly.
 *
 * Refuses: not_found, forbidden.
 */
export async function readHistory(
  core: Core,
  actor: Actor,
  conversationId: string,
  { before, around }: HistoryQuery = {},
): Promise<string> {
  const roster = await readableRoster(core, actor, conversationId);
  const rows = await queryFor<[...Row]>(core.pool, guestsLiteral(actor.guest), {
    name: "history_page",
    rowMode: "array",
    types: asWritten,
    text: "select * from history_page($1, $2, $3, $4)",
    values: [
      organizationsLiteral([roster.organization_id]),
      conversationId,
      around === undefined ? (before ?? null) : around + limits.pageMessages / 2,
      limits.pageMessages,
    ],
  });
  const first = Number(rows[0]?.[1] ?? 1);
  const places = roster.internal_of === null ? noPlaces : await readPlaces(core, roster, rows);
  const marks = await marksOf(core, actor, conversationId, rows);
  const messages = rows.map((row) => messageJson(row, places.get(row[1]), marks.get(row[1])));
  return `{"messages":[${messages.join(",")}],"has_more":${first > 1}}`;
}

type Places = ReadonlyMap<string, string>;
const noPlaces: Places = new Map();

/** Where internal messages stand among those of the conversation that they are beside; it never changes. */
async function readPlaces(
  core: Core,
  { organization_id, conversation_id }: Roster,
  rows: readonly Row[],
): Promise<Places> {
  const answer = await core.pool.query<[number: string, beside: string]>({
    name: "internal_places",
    rowMode: "array",
    types: asWritten,
    text: "select number, beside from internal_places($1, $2, $3, $4)",
    values: [
      organizationsLiteral([organization_id]),
      conversation_id,
      rows[0]?.[1] ?? 0,
      rows.at(-1)?.[1] ?? 0,
    ],
  });
  return new Map(answer.rows);
}

/** Most pages hold no step, and ask for none. */
async function marksOf(
  core: Core,
  actor: Actor,
  conversationId: string,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = rows.filter(([, , , kind]) => isOfStep(kind)).map(([, number]) => Number(number));
  if (numbers.length === 0) return new Map();
  const marks = await inOrganization(core.db, actor, (tx) =>
    readMarks(tx, conversationId, numbers),
  );
  return new Map([...marks].map(([number, mark]) => [String(number), JSON.stringify(mark)]));
}

function messageJson(row: Row, place: string | undefined, mark: string | undefined): string {
  const [id, number, seq, kind, sender_id, text, system, client_id, created_at] = row;
  const [quote, edited_at, deleted_at, reactions, files, card] = row.slice(9);
  const sender = sender_id === null ? "null" : `"${sender_id}"`;
  const attachments = files === null || files === undefined ? "" : `,"attachments":${files}`;
  const preview = card === null || card === undefined ? "" : `,"preview":${card}`;
  const beside = place === undefined ? "" : `,"beside":${place}`;
  const step = mark === undefined ? "" : `,"step":${mark}`;
  const client = client_id === null ? "null" : `"${client_id}"`;
  return `{"id":"${id}","number":${number},"seq":${seq},"kind":"${kind}","sender_id":${sender},"text":${JSON.stringify(text)},"system":${system},"client_id":${client},"created_at":"${instantOf(created_at)}","reply_to":${quote ?? null},"edited_at":${nullableInstant(edited_at)},"deleted_at":${nullableInstant(deleted_at)},"reactions":${reactions ?? "{}"}${attachments}${preview}${beside}${step}}`;
}

function nullableInstant(written: string | null | undefined): string {
  return written ? `"${instantOf(written)}"` : "null";
}

/** `2026-11-20 14:52:40.123+00`, as our sessions are told to write, in ISO 8601 with milliseconds. */
function instantOf(written: string): string {
  const [time = "", fraction = ""] = written.slice(11, -3).split(".");
  return `${written.slice(0, 10)}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
}
