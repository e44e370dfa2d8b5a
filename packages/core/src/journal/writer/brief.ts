import { shortId } from "../../ids.ts";
import type { BriefNews } from "../entry.ts";
import type { Head } from "../heads.ts";
import type { MessageItem, ReceiptItem } from "./item.ts";

/** A plain text in few bytes: `m` and `s` of the protocol's brief frames. */
export function briefMessage(
  { conversation_id, sender_id, id, client_id }: MessageItem,
  { seq, number }: Head,
  at: Date,
  textJson: string,
): BriefNews {
  // Said to the sender and to everybody else.
  let short: string | undefined;
  const idOf = () => (short ??= shortId(id));
  return {
    of: "message",
    frame() {
      const clientId = client_id === null ? "null" : `"${client_id}"`;
      return `["m","${shortId(conversation_id)}",${seq},"${shortId(sender_id)}",${at.getTime()},"${idOf()}",${number},${textJson},${clientId}]`;
    },
    answer: (ref) => `["s",${ref},${seq},${at.getTime()},"${idOf()}",${number}]`,
  };
}

type Receipt = { first: ReceiptItem; seq: number; delivered: number; read: number };

/** A receipt in few bytes: `r` of the brief frames. */
export function briefReceipt({ first, seq, delivered, read }: Receipt, at: Date): BriefNews {
  const { conversation_id, member_id } = first;
  return {
    of: "receipt",
    frame: () =>
      `["r","${shortId(conversation_id)}",${seq},"${shortId(member_id)}",${at.getTime()},${delivered},${read}]`,
  };
}
