import type { Conversation, ConversationView } from "@relais/client";
import { limits } from "@relais/protocol";
import type { Row } from "@relais/react/headless";
import { clock } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { currentLanguage } from "../../format/language.ts";
import { dayHeading, timeInSentence } from "../../format/time.ts";
import { noteText } from "../../kind/note.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { Bubble } from "./Bubble.tsx";
import { AmongStaff } from "./InternalProvider.tsx";
import { TypingRow } from "./TypingRow.tsx";
import type { Internal } from "./use-internal.ts";

type RowViewProps = {
  row: Row;
  view: ConversationView;
  now: number;
  conversation: Conversation;
  internal: Internal | null;
  older: { failed: boolean; load: () => void };
};

/** One line of the log. */
export function RowView({ row, view, now, conversation, internal, older }: RowViewProps) {
  switch (row.type) {
    case "older":
      return (
        <div className="grid min-h-14 place-items-center text-ink-2">
          {older.failed ? (
            <Button look="plain" onClick={older.load}>
              {m.conversation_older_action()}
            </Button>
          ) : (
            <span className="appear-late flex items-center gap-2 text-13">
              <Spinner />
              {m.conversation_older()}
            </span>
          )}
        </div>
      );
    case "start":
      return (
        <p className="px-6 pt-6 pb-2 text-center text-13 text-ink-2">
          {m.conversation_start({ when: timeInSentence(row.at, now) })}
        </p>
      );
    case "day":
      return (
        <div className="flex justify-center pt-4 pb-2">
          <time
            dateTime={row.at}
            className="rounded-full bg-sunken px-3 py-1 text-13 font-medium text-ink-2"
          >
            {dayHeading(row.at, now)}
          </time>
        </div>
      );
    case "unread":
      return (
        <div className="flex items-center gap-3 py-3 text-13 font-semibold text-brand">
          <span className="h-px flex-1 bg-brand/35" />
          {unreadLine(row.count)}
          <span className="h-px flex-1 bg-brand/35" />
        </div>
      );
    case "note":
      return <Note message={row.message} />;
    case "message":
      return (
        <Bubble
          message={row.message}
          first={row.first}
          last={row.last}
          view={view}
          conversation={conversation}
        />
      );
    case "internal":
      return internal === null ? null : (
        <AmongStaff>
          <Bubble
            message={row.message}
            first={row.first}
            last={row.last}
            view={internal.view}
            conversation={internal.conversation}
            internal
          />
        </AmongStaff>
      );
    case "typing":
      return <TypingRow people={row.people} view={view} />;
  }
}

/** What the machine says: centred, quiet, never a bubble. */
function Note({ message }: { message: ConversationView["messages"][number] }) {
  const kinds = useKinds();
  const { system } = message;
  const text = (system && noteText(kinds, system)) || message.text;
  return (
    <p className="mx-auto max-w-88 px-4 py-1.5 text-center text-13 text-balance text-ink-2">
      <span className="font-medium text-ink">{text}</span>
      {" · "}
      <time dateTime={message.created_at}>{clock(message.created_at)}</time>
    </p>
  );
}

/** Nobody counts further than the server does. */
function unreadLine(count: number): string {
  const { countedUnread } = limits;
  if (count < countedUnread) return m.unread_line({ count });
  return m.unread_line_many({
    count: new Intl.NumberFormat(currentLanguage()).format(countedUnread),
  });
}
