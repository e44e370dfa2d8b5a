import type {
  Attachment,
  LinkPreview,
  Message,
  Quote,
  Reactions,
  StepMark,
  SystemNote,
} from "@relais/protocol";

export type MessageRow = {
  id: string;
  number: number;
  seq: number;
  kind: string;
  sender_id: string | null;
  text: string;
  system: unknown;
  client_id: string | null;
  created_at: Date;
  /** What `quote_of` says. */
  quote: unknown;
  edited_at: Date | null;
  deleted_at: Date | null;
  reactions: unknown;
  attachments: unknown;
  beside: number | null;
  preview: unknown;
};

/** Whether a message of this kind gives or proves a step of a guidance. */
export const isOfStep = (kind: string): boolean => kind === "instruction" || kind === "proof";

/** A stored message as the protocol spells it. */
export function messageOf(row: MessageRow, step?: StepMark): Message {
  return {
    id: row.id,
    number: row.number,
    seq: row.seq,
    kind: row.kind as Message["kind"],
    sender_id: row.sender_id,
    text: row.text,
    system: row.system as SystemNote | null,
    client_id: row.client_id,
    created_at: row.created_at.toISOString(),
    reply_to: row.quote as Quote | null,
    edited_at: row.edited_at?.toISOString() ?? null,
    deleted_at: row.deleted_at?.toISOString() ?? null,
    reactions: (row.reactions ?? {}) as Reactions,
    ...(row.attachments !== null && { attachments: row.attachments as Attachment[] }),
    ...(row.beside !== null && { beside: row.beside }),
    ...(row.preview !== null && { preview: row.preview as LinkPreview }),
    ...(step !== undefined && { step }),
  };
}
