import { BellRing } from "lucide-react";
import { useId } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { Switch } from "../../design/Switch.tsx";
import { explain } from "../../session/refusal.ts";
import { type PushSettings, usePush } from "./use-push.ts";

// One file to load for both: one more would split anew what the door has to carry.
export { PushOffer } from "./PushOffer.tsx";

/** Whether this device tells what happens while the app is closed. Says what is in the way, and what helps. */
export function PushField() {
  const push = usePush();
  const { state, busy } = push;
  const title = useId();
  const hint = useId();
  const field = useId();
  // There is nothing to decide where the server tells devices nothing.
  if (state.status === "unavailable") return null;
  const on = state.status === "on";
  const open = on || state.status === "off";
  return (
    <section aria-labelledby={title} className="flex flex-col gap-2">
      <label
        htmlFor={field}
        className={classes(
          "flex min-h-11 items-center justify-between gap-3",
          open && "cursor-pointer",
        )}
      >
        <span className="flex min-w-0 flex-col">
          <span id={title} className="text-15 font-semibold">
            {m.push_title()}
          </span>
          <span id={hint} className="text-13 text-ink-2">
            {hintOf(push)}
          </span>
        </span>
        <Switch
          id={field}
          aria-labelledby={title}
          aria-describedby={hint}
          checked={on}
          disabled={!open || busy}
          onChange={() => void push.turn(!on)}
        />
      </label>
      {on && (
        <Button look="quiet" wide busy={busy} onClick={() => void push.tryOut()}>
          <BellRing size={20} strokeWidth={1.75} aria-hidden="true" />
          {m.push_try()}
        </Button>
      )}
      {(state.status === "failed" || state.status === "blocked") && (
        <Button look="quiet" wide busy={busy} onClick={() => void push.again()}>
          {m.action_retry()}
        </Button>
      )}
    </section>
  );
}

function hintOf({ state }: PushSettings): string {
  switch (state.status) {
    case "on":
      return m.push_on();
    case "off":
      return m.push_off();
    case "blocked":
      return m.push_blocked();
    case "not_installed":
      return m.push_not_installed();
    case "failed":
      return explain(state.error);
    case "looking":
      return m.push_looking();
    default:
      return m.push_unsupported();
  }
}
