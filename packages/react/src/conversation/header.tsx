import { hue, initials } from "../format/person.ts";
import { timeInSentence } from "../format/time.ts";
import { stateSentence } from "../kind/kind.ts";
import { kindOf } from "../kind/kind.ts";
import { useConnection } from "../use-connection.ts";
import { firstNameOf, useHere } from "./context.ts";

/** Whom one speaks with, whether they are there, and where the case stands. */
export function Header() {
  const { kinds, language, view } = useHere();
  const { state } = view;
  if (state === null) return <header className="relais-header" />;
  const { case: subject, participants, viewer_id } = state;
  const others = participants.filter(({ id }) => id !== viewer_id);
  const usual = subject.customer.id === viewer_id ? subject.assignee : subject.customer;
  const other = others.find(({ id }) => id === usual?.id) ?? others[0];
  return (
    <header className="relais-header">
      {other && (
        <span
          className="relais-avatar"
          style={{ color: `var(--relais-person-${hue(other.id)})` }}
          aria-hidden="true"
        >
          {initials(other.full_name)}
        </span>
      )}
      <div>
        <h2>{other?.full_name ?? subject.title}</h2>
        {other && <There id={other.id} />}
        <p className="relais-quiet">
          {other && `${subject.title} · `}
          {stateSentence(language, kindOf(kinds, subject.kind), subject)}
        </p>
      </div>
    </header>
  );
}

/** Nothing while we are not connected ourselves: what we last heard may no longer be true. */
function There({ id }: { id: string }) {
  const here = useHere();
  const { language, now, say, view } = here;
  const connected = useConnection().status === "connected";
  const entry = connected ? view.presence[id] : undefined;
  const name = firstNameOf(here, id);
  if (view.recording.includes(id)) return <p data-busy>{say("recording", { name })}</p>;
  if (view.typing.includes(id)) return <p data-busy>{say("typing", { name })}</p>;
  if (entry?.reachable) return <p data-online>{say("online")}</p>;
  const seen = entry?.last_seen_at;
  return seen ? <p>{say("seen", { when: timeInSentence(language, seen, now) })}</p> : null;
}
