import type { CaseView, Person } from "@relais/client";
import { useClient } from "@relais/react";
import { type Ref, type RefObject, useEffect, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { Avatar } from "../../../design/Avatar.tsx";
import { explain } from "../../../session/refusal.ts";
import { useRoleTitle } from "../../shell/use-role-title.ts";
import { peopleNamed } from "./mentioning.ts";
import { Suggestions, type SuggestionsHandle } from "./Suggestions.tsx";

/** As many as one looks at; more letters find the rest. */
const shownAtOnce = 8;

type MentionListProps = {
  ref: Ref<SuggestionsHandle>;
  field: RefObject<HTMLTextAreaElement | null>;
  subject: CaseView;
  query: string;
  onPick: (person: Person) => void;
};

/** The colleagues who read these notes, by the letters behind « @ ». */
export function MentionList({ ref, field, subject, query, onPick }: MentionListProps) {
  const { http } = useClient();
  const [people, setPeople] = useState<readonly Person[] | string | null>(null);
  useEffect(() => {
    let live = true;
    const ask = async () => {
      const found = await http.colleagues(subject.id).catch(explain);
      if (live) setPeople(found);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [http, subject.id]);
  if (people === null) return null;
  const found = typeof people === "string" ? [] : peopleNamed(people, query);
  // Whoever goes on writing after a name that is none means no mention.
  if (found.length === 0 && query.includes(" ")) return null;
  return (
    <Suggestions
      ref={ref}
      field={field}
      label={m.mention_list()}
      items={found.slice(0, shownAtOnce).map((person) => ({
        key: person.id,
        onPick: () => onPick(person),
        body: <Colleague person={person} kind={subject.kind} />,
      }))}
      empty={typeof people === "string" ? people : m.mention_none()}
    />
  );
}

function Colleague({ person, kind }: { person: Person; kind: string }) {
  const role = useRoleTitle(person.role, kind);
  return (
    <span className="flex items-center gap-3">
      <Avatar id={person.id} name={person.full_name} size="small" />
      <span className="min-w-0 truncate text-15 font-medium">{person.full_name}</span>
      <span className="ms-auto shrink-0 text-13 text-ink-2">{role}</span>
    </span>
  );
}
