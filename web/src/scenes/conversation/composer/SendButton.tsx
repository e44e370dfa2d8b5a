import { SendHorizontal } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { classes } from "../../../design/classes.ts";

/** Sends what stands in the field; it only looks asleep while there is nothing. */
export function SendButton({ sendable }: { sendable: boolean }) {
  return (
    <button
      type="submit"
      aria-label={m.composer_send()}
      title={m.composer_send()}
      aria-disabled={!sendable || undefined}
      // Keeps the keyboard of a phone open while one sends.
      onPointerDown={(event) => event.preventDefault()}
      className={classes(
        "grid size-11 shrink-0 place-items-center rounded-full transition-colors duration-(--quick)",
        sendable
          ? "bg-brand text-on-brand hover:bg-brand-strong active:bg-brand-strong"
          : "bg-sunken text-ink-2",
      )}
    >
      <SendHorizontal
        size={22}
        strokeWidth={1.75}
        aria-hidden="true"
        className="rtl:-scale-x-100"
      />
    </button>
  );
}
