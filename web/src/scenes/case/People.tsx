import type { CaseView, Contact, ConversationView } from "@relais/client";
import { useClient } from "@relais/react";
import { Phone } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { useRoleTitle } from "../shell/use-role-title.ts";
import { usePresence } from "./use-presence.ts";

type PeopleProps = { subject: CaseView; view: ConversationView };

/** Who is in it, whether they are there, and how they are called. */
export function People({ subject, view }: PeopleProps) {
  const contacts = useContacts(subject.conversation_id);
  const people = [subject.customer, ...(subject.assignee ? [subject.assignee] : [])];
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-13 font-semibold text-ink-2">{m.case_people()}</h3>
      <ul className="flex flex-col gap-3">
        {people.map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            phone={phoneOf(contacts, person.id)}
            subject={subject}
            view={view}
          />
        ))}
      </ul>
      {subject.assignee === null && <p className="text-15 text-ink-2">{m.case_nobody()}</p>}
    </section>
  );
}

/** What is masked is only recognised by, not dialled. */
const phoneOf = (contacts: readonly Contact[], personId: string): string | null =>
  contacts.find(({ user_id, masked }) => user_id === personId && !masked)?.phone ?? null;

function useContacts(conversationId: string | null): readonly Contact[] {
  const { http } = useClient();
  const [contacts, setContacts] = useState<readonly Contact[]>([]);
  useEffect(() => {
    if (conversationId === null) return;
    let live = true;
    const ask = async () => {
      // Who only reads is told no number: then there is none to show.
      const found = await http.contacts(conversationId).catch(() => []);
      if (live) setContacts(found);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [http, conversationId]);
  return contacts;
}

type PersonLineProps = PeopleProps & { person: CaseView["customer"]; phone: string | null };

function PersonLine({ person, phone, subject, view }: PersonLineProps) {
  const role = useRoleTitle(person.role, subject.kind);
  const presence = usePresence(view, person.id);
  return (
    <li className="flex items-center gap-3">
      <Avatar id={person.id} name={person.full_name} size="small" online={presence.online} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-15 font-medium">{person.full_name}</p>
        <p className="truncate text-13 text-ink-2">
          {role}
          {presence.text && ` · ${presence.text}`}
        </p>
        {phone && <p className="figures text-13 text-ink-2">{phone}</p>}
      </div>
      {phone && (
        <a
          href={`tel:${phone.replace(/[^\d+]/g, "")}`}
          aria-label={m.case_call({ name: person.full_name })}
          title={m.case_call({ name: person.full_name })}
          className="grid size-11 shrink-0 place-items-center rounded-full text-brand hover:bg-brand-soft"
        >
          <Phone size={20} strokeWidth={1.75} aria-hidden="true" />
        </a>
      )}
    </li>
  );
}
