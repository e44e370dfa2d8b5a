import type { DisplayedMessage } from "@relais/client";
import { clock } from "@relais/react/headless";
import { Clock } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { Tick } from "../../../design/Tick.tsx";
import { fullInstant } from "../../../format/time.ts";

/** At the foot of a message: whether it was edited, when it was written, and how far it or a change of it has come. */
export function MessageMeta({ message }: { message: DisplayedMessage }) {
  const standing = message.deleted_at === null;
  return (
    <span className="bubble-meta">
      {message.edited_at !== null && standing && <span>{m.message_edited()}</span>}
      {/* The title is made when somebody points at it: a hundred of them are drawn at once. Nothing else happens. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <time
        dateTime={message.created_at}
        onMouseEnter={({ currentTarget }) => {
          currentTarget.title = fullInstant(message.created_at);
        }}
      >
        {clock(message.created_at)}
      </time>
      {message.change?.state === "waiting" ? (
        <span
          title={m.change_waiting()}
          data-change="waiting"
          className="inline-grid size-4.5 place-items-center"
        >
          <Clock size={13} strokeWidth={2} className="appear" aria-hidden="true" />
          <span className="sr-only">{m.change_waiting()}</span>
        </span>
      ) : (
        standing && <Tick delivery={message.delivery} />
      )}
    </span>
  );
}
