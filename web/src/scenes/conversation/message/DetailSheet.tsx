import type { ConversationView } from "@relais/client";
import { type Standing, useNow } from "@relais/react/headless";
import { Check, CheckCheck } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { Avatar } from "../../../design/Avatar.tsx";
import { Button } from "../../../design/Button.tsx";
import { Sheet } from "../../../design/Sheet.tsx";
import { dayClock, fullInstant } from "../../../format/time.ts";
import { type Reached, reachedBy } from "./reached.ts";
import { useMessageReceipts } from "./use-message-receipts.ts";

type DetailSheetProps = {
  open: boolean;
  message: Standing | null;
  view: ConversationView;
  onClose: () => void;
};

/** How far one message has come with each of the others and when, and who reacted. */
export function DetailSheet({ open, message, view, onClose }: DetailSheetProps) {
  const { known, more, loadingMore } = useMessageReceipts(view, open ? message : null);
  const people = message ? reachedBy(view, message, known?.people ?? []) : [];
  const unlisted = (view.state?.participant_count ?? 0) - people.length - 1;
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
            {people.map((reached) => (
              <PersonLine
                key={reached.person.id}
                reached={reached}
                emoji={message.reactions[reached.person.id]}
              />
            ))}
          </ul>
          {known?.failed && <p className="text-15 text-ink-2">{m.message_times_failed()}</p>}
          {known?.next != null && (
            <Button look="quiet" wide busy={loadingMore} onClick={() => void more()}>
              {m.message_more_people()}
            </Button>
          )}
          {known?.next == null && unlisted > 0 && (
            <p className="text-15 text-ink-2">{m.message_unlisted({ count: unlisted })}</p>
          )}
        </div>
      )}
    </Sheet>
  );
}

type PersonLineProps = { reached: Reached; emoji: string | undefined };

function PersonLine({ reached: { person, ...reached }, emoji }: PersonLineProps) {
  return (
    <li className="flex min-h-12 items-center gap-3">
      <Avatar id={person.id} name={person.full_name} />
      <span className="min-w-0 flex-1 truncate text-17 desk:text-15">{person.full_name}</span>
      {emoji && <span className="text-20">{emoji}</span>}
      <span className="flex shrink-0 flex-col items-end text-13">
        {reached.read && (
          <span className="flex items-center gap-1.5 font-medium text-brand">
            <CheckCheck size={16} strokeWidth={2} aria-hidden="true" />
            <When at={reached.read_at} dated={m.message_read_at} undated={m.message_reach_read} />
          </span>
        )}
        {reached.delivered && (
          <span className="flex items-center gap-1.5 text-ink-2">
            {!reached.read && <Check size={16} strokeWidth={2} aria-hidden="true" />}
            <When
              at={reached.delivered_at}
              dated={m.message_delivered_at}
              undated={m.message_reach_delivered}
            />
          </span>
        )}
        {!reached.delivered && <span className="text-ink-2">{m.message_reach_sent()}</span>}
      </span>
    </li>
  );
}

type WhenProps = {
  at: string | null;
  dated: (inputs: { when: string }) => string;
  undated: () => string;
};

function When({ at, dated, undated }: WhenProps) {
  const now = useNow();
  if (at === null) return undated();
  return (
    <time dateTime={at} title={fullInstant(at)}>
      {dated({ when: dayClock(at, now) })}
    </time>
  );
}
