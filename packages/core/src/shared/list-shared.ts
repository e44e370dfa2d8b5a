import {
  type Attachment,
  type LinkPreview,
  limits,
  type SharedCategory,
  type SharedItem,
  type SharedPage,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { guestsLiteral, organizationsLiteral, queryFor } from "../database/scope.ts";

type Row = {
  number: number;
  message_id: string;
  sender_id: string | null;
  sender_name: string | null;
  created_at: Date;
  file_id: string | null;
  attachments: Attachment[] | null;
  link: string | null;
  preview: LinkPreview | null;
  gone: boolean;
};

export type ListShared = {
  readonly conversation_id: string;
  readonly category: SharedCategory;
  /** The page after the one whose `next` was this. */
  readonly before?: number | undefined;
};

/**
 * Pictures, other files, voice notes or links of a conversation, newest first. Pages end between messages.
 *
 * Refuses: not_found, forbidden.
 */
export async function listShared(core: Core, actor: Actor, list: ListShared): Promise<SharedPage> {
  const { conversation_id, category, before } = list;
  const roster = await readableRoster(core, actor, conversation_id);
  const rows = await queryFor<Row>(core.pool, guestsLiteral(actor.guest), {
    name: "list_shared",
    text: "select * from list_shared($1, $2, $3, $4, $5)",
    values: [
      organizationsLiteral([roster.organization_id]),
      conversation_id,
      category,
      before ?? Number.MAX_SAFE_INTEGER,
      limits.sharedItems,
    ],
  });
  const full = rows.length === limits.sharedItems;
  // The last message of a full page may go on beyond it: it opens the next one.
  const last = full ? rows.at(-1)?.number : undefined;
  const whole = rows.filter(({ number }) => number !== last);
  return {
    items: whole.filter(({ gone }) => !gone).flatMap(itemOf),
    next: full ? (whole.at(-1)?.number ?? null) : null,
  };
}

function itemOf(row: Row): SharedItem[] {
  const { number, message_id, sender_id, sender_name, created_at, link, preview } = row;
  const file = row.attachments?.find(({ id }) => id === row.file_id);
  if (file === undefined && link === null) return [];
  return [
    {
      message_id,
      number,
      sender_id,
      sender_name,
      created_at: created_at.toISOString(),
      ...(file !== undefined && { file }),
      ...(link !== null && { link, preview: preview?.link === link ? preview : null }),
    },
  ];
}
