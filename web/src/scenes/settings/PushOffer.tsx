import { BellRing, X } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { isRemembered, remember } from "../guidance/remember.ts";
import { usePush } from "./use-push.ts";

/** Where this device remembers the answer. */
const answeredAt = "relais:push-offer";

/**
 * Offers once, when somebody waits for another, to be told while the app is closed. A browser lets one ask once, so its own
 * question comes only after this one. In a conversation it is a line above the field, elsewhere a card.
 */
export function PushOffer({ as }: { as: "line" | "card" }) {
  const { state, busy, turn } = usePush();
  const [open, setOpen] = useState(() => !isRemembered(answeredAt));
  const [wanted, setWanted] = useState(false);
  const done = wanted && state.status === "on";
  if (!open || (state.status !== "off" && !done)) return null;
  const answer = (yes: boolean) => {
    remember(answeredAt, true);
    setWanted(yes);
    setOpen(yes);
  };
  return (
    <section
      aria-label={m.push_title()}
      className={classes(
        "appear flex flex-wrap items-center gap-x-2 bg-surface py-1.5 ps-4 pe-1.5 short:hidden",
        as === "line" ? "shrink-0 border-t border-line" : "rounded-card shadow-lift",
      )}
    >
      <BellRing size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-brand" />
      <p aria-live="polite" className="min-w-0 flex-1 basis-32 text-15 leading-tight text-pretty">
        {done ? m.push_on() : m.push_offer()}
      </p>
      <span className="ms-auto flex items-center">
        {!done && (
          <Button
            look="plain"
            className="px-3"
            busy={busy}
            onClick={() => {
              answer(true);
              void turn(true);
            }}
          >
            {m.push_offer_yes()}
          </Button>
        )}
        <IconButton
          icon={X}
          label={done ? m.action_close() : m.push_offer_no()}
          onClick={() => answer(false)}
        />
      </span>
    </section>
  );
}
