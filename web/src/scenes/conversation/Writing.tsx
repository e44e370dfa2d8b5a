import type { CaseView } from "@relais/client";
import { isObserving } from "@relais/react/headless";
import { EyeOff, MessageCircle } from "lucide-react";
import { type ReactNode, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { Composer } from "./Composer.tsx";
import { AmongStaff } from "./InternalProvider.tsx";
import { useKind } from "../../kind/KindsProvider.tsx";
import { useMe } from "../../session/me.ts";
import type { Internal } from "./use-internal.ts";

type WritingProps = {
  /** Where one writes to the customer, or why one cannot. */
  toCustomer: ReactNode;
  internal: Internal | null;
  subject: CaseView;
  onSent: () => void;
};

type Reader = "customer" | "team";

/** Where one writes; whoever does the work chooses for whom. A note for the team looks like nothing else. */
export function Writing({ toCustomer, internal, subject, onSent }: WritingProps) {
  const [reader, setReader] = useState<Reader>("customer");
  const me = useMe();
  const kind = useKind(subject.kind);
  const staff =
    internal === null || internal.view.state === null || isObserving(internal.view, kind, me)
      ? null
      : internal;
  // The choice comes later than the field, which must keep what is being typed or recorded in it.
  return (
    <div className="shrink-0" data-writing={subject.id}>
      {staff !== null && (
        <fieldset className="flex gap-1 border-t border-line bg-paper px-3 py-1 tablet:px-5">
          <legend className="sr-only">{m.internal_choice()}</legend>
          <Choice value="customer" chosen={reader} onChoose={setReader} />
          <Choice value="team" chosen={reader} onChoose={setReader} />
        </fieldset>
      )}
      {staff === null || reader === "customer" ? (
        toCustomer
      ) : (
        <AmongStaff>
          <Composer
            key={staff.conversation.id}
            conversation={staff.conversation}
            view={staff.view}
            subject={subject}
            onSent={onSent}
            internal
          />
        </AmongStaff>
      )}
    </div>
  );
}

type ChoiceProps = { value: Reader; chosen: Reader; onChoose: (value: Reader) => void };

function Choice({ value, chosen, onChoose }: ChoiceProps) {
  const team = value === "team";
  const Icon = team ? EyeOff : MessageCircle;
  const pressed = value === chosen;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      data-reader={value}
      onClick={() => onChoose(value)}
      className={classes(
        "flex min-h-11 items-center gap-1.5 rounded-control px-3 text-13 font-semibold transition-colors duration-(--quick) desk:min-h-9",
        pressed && team && "bg-(--note) text-(--note-ink)",
        pressed && !team && "bg-brand-soft text-brand",
        !pressed && "text-ink-2 hover:bg-sunken",
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {team ? m.internal_to_team() : m.internal_to_customer()}
    </button>
  );
}
