import type { Delivery } from "@relais/client";
import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { m } from "../catalogue/index.ts";

const states = {
  waiting: { icon: Clock, name: m.message_waiting, colour: "" },
  sent: { icon: Check, name: m.message_sent, colour: "" },
  delivered: { icon: CheckCheck, name: m.message_delivered, colour: "" },
  read: { icon: CheckCheck, name: m.message_read, colour: "text-info" },
  failed: { icon: CircleAlert, name: m.message_failed, colour: "text-danger" },
} as const;

/** The state of one's own message. Same box for every state: nothing moves when it changes. */
export function Tick({ delivery }: { delivery: Delivery }) {
  if (delivery === "received") return null;
  const { icon: Icon, name, colour } = states[delivery];
  return (
    <span
      title={name()}
      data-delivery={delivery}
      className={`relative inline-grid size-4.5 place-items-center ${colour}`}
    >
      <Icon
        key={delivery}
        size={delivery === "waiting" ? 13 : 17}
        strokeWidth={2}
        className="appear"
        aria-hidden="true"
      />
      <span className="sr-only">{name()}</span>
    </span>
  );
}
