import type { CaseView, ConversationView } from "@relais/client";
import { useState } from "react";
import { useMe } from "../../../session/me.ts";

/**
 * Who of the same side has answered since this answer was begun: two agents should not tell a customer two things.
 * Null: nobody, or one writes as the customer.
 */
export function useCollision(view: ConversationView, subject: CaseView, text: string) {
  const me = useMe();
  const last = view.state?.last_number ?? 0;
  // From which message on the answer was begun, and what of it was looked at since.
  const [begun, setBegun] = useState<number | null>(null);
  const empty = text.trim() === "";
  if (empty && begun !== null) setBegun(null);
  if (!empty && begun === null && view.state !== null) setBegun(last);
  if (empty || begun === null || me.id === subject.customer.id) return { by: null, seen() {} };
  const other = view.messages.findLast(
    (one) =>
      one.delivery === "received" &&
      (one.number ?? 0) > begun &&
      one.kind !== "system" &&
      one.sender_id !== me.id &&
      one.sender_id !== subject.customer.id,
  );
  const by =
    other === undefined
      ? null
      : (view.state?.participants.find(({ id }) => id === other.sender_id)?.full_name ?? null);
  return { by, seen: () => setBegun(last) };
}
