import type { ConversationView, Person } from "@relais/client";
import { CheckCheck } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { Avatar } from "../../../design/Avatar.tsx";
import { Sheet } from "../../../design/Sheet.tsx";
import { fullInstant } from "../../../format/time.ts";
import type { Standing } from "./rights.ts";

type DetailSheetProps = {
  open: boolean;
  message: Standing | null;
  view: ConversationView;
  onClose: () => void;
};

type Reached = "read" | "delivered" | "sent";

/** How far one message has come with each of the others, and who reacted. */
export function DetailSheet({ open, message, view, onClose }: DetailSheetProps) {
  const { state } = view;
  const others = state?.participants.filter(({ id }) => id !== message?.sender_id) ?? [];
  const reached = ({ id }: Person): Reached => {
    const receipt = state?.receipts[id];
    if (!message || !receipt || message.number > receipt.delivered) return "sent";
    return message.number > receipt.read ? "delivered" : "read";
  };
  const unlisted = (state?.participant_count ?? 0) - (state?.participants.length ?? 0);
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={m.message_detail()}
      text={message ? m.message_sent_at({ when: fullInstant(message.created_at) }) : ""}
    >
      {message && (
        <div className="flex flex-col gap-5">
          {message.edited_at && (
            <p className="text-15 text-ink-2">
              {m.message_edited_at({ when: fullInstant(message.edited_at) })}
            </p>
          )}
          <ul className="flex flex-col gap-3">
            {others.map((person) => (
              <li key={person.id} className="flex min-h-11 items-center gap-3">
                <Avatar id={person.id} name={person.full_name} />
                <span className="min-w-0 flex-1 truncate text-17 desk:text-15">
                  {person.full_name}
                </span>
                {message.reactions[person.id] && (
                  <span className="text-20">{message.reactions[person.id]}</span>
                )}
                <Reach reached={reached(person)} />
              </li>
            ))}
          </ul>
          {unlisted > 0 && (
            <p className="text-15 text-ink-2">{m.message_unlisted({ count: unlisted })}</p>
          )}
        </div>
      )}
    </Sheet>
  );
}

function Reach({ reached }: { reached: Reached }) {
  if (reached === "sent")
    return <span className="text-13 text-ink-2">{m.message_reach_sent()}</span>;
  return (
    <span
      className={`flex items-center gap-1.5 text-13 ${reached === "read" ? "font-medium text-brand" : "text-ink-2"}`}
    >
      <CheckCheck size={16} strokeWidth={2} aria-hidden="true" />
      {reached === "read" ? m.message_reach_read() : m.message_reach_delivered()}
    </span>
  );
}
