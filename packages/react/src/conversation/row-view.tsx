import { limits } from "@relais/protocol";
import type { DisplayedMessage } from "@relais/client";
import { clock, dayHeading, timeInSentence } from "../format/time.ts";
import { noteText } from "../kind/note.ts";
import type { Older } from "../log/message-log.tsx";
import type { Row } from "../log/rows.ts";
import { Bubble } from "./bubble.tsx";
import { firstNameOf, useHere } from "./context.ts";

type RowViewProps = { row: Row; older: Older };

/** One line of the log. */
export function RowView({ row, older }: RowViewProps) {
  const { language, now, say } = useHere();
  switch (row.type) {
    case "older":
      return older.failed ? (
        <p className="relais-line">
          <button type="button" onClick={older.load}>
            {say("older_again")}
          </button>
        </p>
      ) : (
        <p className="relais-line">{say("older")}</p>
      );
    case "start":
      return (
        <p className="relais-line">
          {say("start", { when: timeInSentence(language, row.at, now) })}
        </p>
      );
    case "day":
      return (
        <p className="relais-day">
          <time dateTime={row.at}>{dayHeading(language, row.at, now)}</time>
        </p>
      );
    case "unread":
      return <UnreadLine count={row.count} />;
    case "note":
      return <Note message={row.message} />;
    case "message":
      return <Bubble message={row.message} first={row.first} last={row.last} />;
    case "internal":
      // What is internal has a conversation of its own; it is not shown among what customers read.
      return null;
    case "typing":
      return <TypingRow people={row.people} />;
  }
}

/** Nobody counts further than the server does. */
function UnreadLine({ count }: { count: number }) {
  const { language, say } = useHere();
  const { countedUnread } = limits;
  const most = new Intl.NumberFormat(language).format(countedUnread);
  return (
    <p className="relais-unread-line">
      {count >= countedUnread
        ? say("unread_most", { count: most })
        : say(count === 1 ? "unread_one" : "unread_many", { count })}
    </p>
  );
}

/** What the machine says: centred, quiet, never a bubble. */
function Note({ message }: { message: DisplayedMessage }) {
  const { kinds, language } = useHere();
  const { system, created_at } = message;
  return (
    <p className="relais-note">
      <span>{(system && noteText(language, kinds, system)) || message.text}</span>
      {" · "}
      <time dateTime={created_at}>{clock(created_at)}</time>
    </p>
  );
}

/** Three dots where the next message will stand. */
function TypingRow({ people }: { people: readonly string[] }) {
  const here = useHere();
  const { say, view } = here;
  const [only] = people;
  const text =
    people.length > 1 || only === undefined
      ? say("typing_many")
      : say(view.recording.includes(only) ? "recording" : "typing", {
          name: firstNameOf(here, only),
        });
  return (
    <div className="relais-row" data-first data-last>
      <div className="relais-bubble relais-typing">
        <span className="relais-hidden">{text}</span>
        <i aria-hidden="true" />
        <i aria-hidden="true" />
        <i aria-hidden="true" />
      </div>
    </div>
  );
}
