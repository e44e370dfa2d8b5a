import type { Conversation, DisplayedMessage, Person } from "@relais/client";
import { useState } from "react";
import type { Part } from "./part.ts";
import { timeIn, type WordKey } from "./words.ts";

export type MessageLineProps = {
  message: DisplayedMessage;
  sender: Person | undefined;
  /** For the team only. */
  isNote: boolean;
  conversation: Conversation;
  part: Part;
};

const states: Partial<Record<DisplayedMessage["delivery"], WordKey>> = {
  waiting: "waiting",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "not_sent",
};

/** One message, in one visible state; one that failed stays until it is tried again or given up. */
export function MessageLine({ message, sender, isNote, conversation, part }: MessageLineProps) {
  const { say, language } = part;
  const { kind, delivery, text, deleted_at, created_at, client_id, refusal } = message;
  const mine = delivery !== "received";
  if (kind === "system") {
    return (
      <li className="relais-system">
        {text} <time dateTime={created_at}>{timeIn(language, created_at)}</time>
      </li>
    );
  }
  const state = states[delivery];
  return (
    <li className="relais-message" data-mine={mine || undefined} data-note={isNote || undefined}>
      <p className="relais-sender">
        {mine ? say("you") : (sender?.full_name ?? say("system"))}
        {isNote && <span className="relais-mark">{say("internal")}</span>}
      </p>
      {deleted_at === null ? (
        text !== "" && <p className="relais-text">{text}</p>
      ) : (
        <p className="relais-quiet">{say("deleted")}</p>
      )}
      {message.files?.map((file) => (
        <FileLink key={file.key} id={file.id} name={file.name} conversation={conversation} />
      ))}
      <p className="relais-quiet relais-state" data-delivery={delivery}>
        <time dateTime={created_at}>{timeIn(language, created_at)}</time>
        {mine && state !== undefined && <span> · {say(state)}</span>}
      </p>
      {delivery === "failed" && client_id !== null && (
        <p className="relais-problem" role="alert">
          {refusal?.message}{" "}
          <button type="button" onClick={() => conversation.retry(client_id)}>
            {say("again")}
          </button>{" "}
          <button type="button" onClick={() => conversation.discard(client_id)}>
            {say("discard")}
          </button>
        </p>
      )}
    </li>
  );
}

/** Addresses of files hold for some minutes: each is asked for when it is opened. */
function FileLink({
  id,
  name,
  conversation,
}: {
  id: string | null;
  name: string;
  conversation: Conversation;
}) {
  const [busy, setBusy] = useState(false);
  const open = async (fileId: string): Promise<void> => {
    // Opened by the tap itself: a browser refuses a window that comes later.
    const page = window.open("", "_blank");
    setBusy(true);
    try {
      const found = await conversation.fileAddress(fileId);
      if (found !== null && page !== null) page.location = found.address;
      else page?.close();
    } catch {
      page?.close();
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      className="relais-file"
      disabled={busy || id === null}
      onClick={() => id !== null && void open(id)}
    >
      <span aria-hidden="true">📎</span> {name}
    </button>
  );
}
