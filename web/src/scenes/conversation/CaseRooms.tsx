import { type CaseView, type Person } from "@relais/client";
import { useClient } from "@relais/react";
import { firstName } from "@relais/react/headless";
import { MessageCirclePlus } from "lucide-react";
import { Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { usePlace } from "../../navigation/place.ts";
import { useMe } from "../../session/me.ts";
import { ProofOf } from "../proof/later.tsx";
import { useRoleTitle } from "../shell/use-role-title.ts";
import { PageHeader } from "../shell/PageHeader.tsx";
import { Conversation } from "./Conversation.tsx";

/** A case in which each person has a conversation of their own with whoever does the work. */
export function CaseRooms({ subject, worker }: { subject: CaseView; worker: Person }) {
  const me = useMe();
  const drives = me.id === worker.id;
  const people = drives ? peopleOf(subject) : [worker];
  const asked = usePlace().person;
  const [chosen, setChosen] = useState<string | null>(null);
  const person = people.find(({ id }) => id === (chosen ?? asked)) ?? people[0] ?? worker;
  const other = drives ? person.id : me.id;
  const room = subject.rooms.find((one) => one.person.id === other);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {people.length > 1 && (
        <nav
          aria-label={m.rooms_with()}
          className="flex gap-1 overflow-x-auto border-b border-line px-3 py-1.5"
        >
          {people.map((one) => (
            <Choice
              key={one.id}
              person={one}
              subject={subject}
              chosen={one.id === person.id}
              onChoose={() => setChosen(one.id)}
            />
          ))}
        </nav>
      )}
      {room ? (
        <Conversation
          key={room.conversation_id}
          id={room.conversation_id}
          subject={subject}
          other={person}
        />
      ) : (
        <Begin subject={subject} person={person} other={other} />
      )}
    </div>
  );
}

/** Whom the driver may write to: who receives it, who had it sent, and whoever has written already. */
function peopleOf({ customer, opener, rooms }: CaseView): Person[] {
  const people = new Map([customer, opener].map((one) => [one.id, one]));
  for (const { person } of rooms) people.set(person.id, person);
  return [...people.values()];
}

type ChoiceProps = { person: Person; subject: CaseView; chosen: boolean; onChoose: () => void };

function Choice({ person, subject, chosen, onChoose }: ChoiceProps) {
  const role = useRoleTitle(person.role, subject.kind);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={classes(
        "flex min-h-11 shrink-0 flex-col justify-center rounded-control px-3 text-start text-15 leading-tight font-medium",
        chosen ? "bg-brand-soft text-brand-strong" : "text-ink-2 hover:bg-sunken",
      )}
    >
      {person.full_name}
      <span className="text-13 font-normal">{role}</span>
    </button>
  );
}

/** Nothing was written between these two yet. */
function Begin({ subject, person, other }: { subject: CaseView; person: Person; other: string }) {
  const client = useClient();
  const [state, setState] = useState<"rest" | "busy" | "failed">("rest");
  const begin = async () => {
    setState("busy");
    try {
      await client.http.openRoom(subject.id, other);
      // The list of cases brings the room.
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17 desk:text-20">{subject.title}</h1>
      </PageHeader>
      <div className="grid min-h-0 flex-1 place-items-center">
        <EmptyState
          icon={MessageCirclePlus}
          title={m.rooms_begin_title({ name: firstName(person.full_name) })}
          text={state === "failed" ? m.action_failed_network() : m.rooms_begin_text()}
        >
          <Button wide disabled={state === "busy"} onClick={() => void begin()}>
            {m.rooms_begin({ name: firstName(person.full_name) })}
          </Button>
        </EmptyState>
        {subject.proved_at && (
          <div className="w-full max-w-144 px-5 pb-6">
            <Suspense>
              <ProofOf subject={subject} />
            </Suspense>
          </div>
        )}
      </div>
    </>
  );
}
