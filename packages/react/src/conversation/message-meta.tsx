import type { Delivery, DisplayedMessage } from "@relais/client";
import { Check, CheckCheck, CircleAlert, Clock, type LucideIcon } from "lucide-react";
import { clock } from "../format/time.ts";
import { useHere } from "./context.ts";

type Ticked = Exclude<Delivery, "received">;

const icons: Record<Ticked, LucideIcon> = {
  waiting: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
};

/** At the foot of a message: whether it was edited, when it was written, and how far it or a change of it has come. */
export function MessageMeta({ message }: { message: DisplayedMessage }) {
  const { say } = useHere();
  const { delivery } = message;
  const standing = message.deleted_at === null;
  const state = message.change?.state === "waiting" ? "change_waiting" : delivery;
  return (
    <span className="relais-meta">
      {message.edited_at !== null && standing && <span>{say("edited")}</span>}
      <time dateTime={message.created_at}>{clock(message.created_at)}</time>
      {state !== "received" && standing && (
        <span className="relais-tick" data-delivery={delivery} title={say(state)}>
          <Tick delivery={state === "change_waiting" ? "waiting" : state} />
          <span className="relais-hidden">{say(state)}</span>
        </span>
      )}
    </span>
  );
}

/** The same box for every state: nothing moves when it changes. */
function Tick({ delivery }: { delivery: Ticked }) {
  const Icon = icons[delivery];
  return <Icon size={delivery === "waiting" ? 13 : 17} strokeWidth={2} aria-hidden="true" />;
}
