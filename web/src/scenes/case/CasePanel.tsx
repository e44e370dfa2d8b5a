import type { CaseView, ConversationView } from "@relais/client";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { SharedButton } from "../shared/SharedButton.tsx";
import { CaseFacts } from "./CaseFacts.tsx";
import { OtherSteps } from "./OtherSteps.tsx";
import { usePresence } from "./use-presence.ts";
import { Timeline } from "./Timeline.tsx";
import { useRoleTitle } from "../shell/use-role-title.ts";

type CasePanelProps = {
  subject: CaseView;
  view: ConversationView;
  /** Somebody goes to a message: what shows this panel above the conversation closes. */
  onLeave?: () => void;
};

/** Everything about the case, beside the conversation or one tap away. */
export function CasePanel({ subject, view, onLeave }: CasePanelProps) {
  const people = [subject.customer, ...(subject.assignee ? [subject.assignee] : [])];
  return (
    <div className="flex flex-col gap-7">
      <h2 className="text-20">{subject.title}</h2>
      <Timeline subject={subject} />
      <section className="flex flex-col gap-3">
        <h3 className="text-13 font-semibold text-ink-2">{m.case_people()}</h3>
        <ul className="flex flex-col gap-3">
          {people.map((person) => (
            <PersonLine key={person.id} person={person} subject={subject} view={view} />
          ))}
        </ul>
      </section>
      <SharedButton subject={subject} onLeave={onLeave} />
      <CaseFacts subject={subject} />
      <OtherSteps subject={subject} />
    </div>
  );
}

type PersonLineProps = CasePanelProps & { person: CaseView["customer"] };

function PersonLine({ person, subject, view }: PersonLineProps) {
  const role = useRoleTitle(person.role, subject.kind);
  const presence = usePresence(view, person.id);
  return (
    <li className="flex items-center gap-3">
      <Avatar id={person.id} name={person.full_name} size="small" online={presence.online} />
      <div className="min-w-0">
        <p className="truncate text-15 font-medium">{person.full_name}</p>
        <p className="truncate text-13 text-ink-2">
          {role}
          {presence.text && ` · ${presence.text}`}
        </p>
      </div>
    </li>
  );
}
