import type { Contact } from "@relais/client";
import { useClient } from "@relais/react";
import { Phone } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { ActionFace, actionClasses } from "./ActionFace.tsx";

type CallActionProps = { conversationId: string; open: boolean; onCall: () => void };

/** What was told of a conversation stays for as long as the page: one calls where there is no network too. */
const known = new Map<string, readonly Contact[]>();

/** Calls the other person with the device's own telephone, while the case is open and they have a number. */
export function CallAction({ conversationId, open, onCall }: CallActionProps) {
  const { http } = useClient();
  const [contacts, setContacts] = useState(known.get(conversationId));
  useEffect(() => {
    if (!open) return;
    let wanted = true;
    const ask = async () => {
      const told = await http.contacts(conversationId);
      known.set(conversationId, told);
      if (wanted) setContacts(told);
    };
    // Without an answer, what was told before is the best that there is.
    ask().catch(() => {});
    return () => {
      wanted = false;
    };
  }, [http, conversationId, open]);
  const contact = contacts?.[0];
  if (contact === undefined) return null;
  if (contact.masked) {
    return (
      <li className={`${actionClasses} text-ink-2`}>
        <ActionFace icon={Phone} label={m.quick_call_ended({ phone: contact.phone })} />
      </li>
    );
  }
  return (
    <li>
      <a
        href={`tel:${contact.phone.replace(/\s/g, "")}`}
        onClick={onCall}
        aria-label={m.quick_call_number({ phone: contact.phone })}
        className={actionClasses}
      >
        <ActionFace icon={Phone} label={m.quick_call()} />
      </a>
    </li>
  );
}
