import type { Priority } from "@relais/protocol";
import { ChevronsDown, ChevronsUp, ChevronUp } from "lucide-react";
import { priorityName } from "../format/priority.ts";
import { classes } from "./classes.ts";

type PriorityMarkProps = {
  priority: Priority;
  /** Where there is no room for its word, which is still read aloud. */
  short?: boolean;
};

/** A small mark with its word; nothing for what is normal. Never a red row. */
export function PriorityMark({ priority, short = false }: PriorityMarkProps) {
  if (priority === "normal") return null;
  const Icon = priority === "low" ? ChevronsDown : priority === "high" ? ChevronUp : ChevronsUp;
  return (
    <span
      title={short ? priorityName(priority) : undefined}
      className={classes(
        "inline-flex items-center gap-1 text-13 font-semibold whitespace-nowrap",
        priority === "urgent" ? "text-danger" : "text-ink-2",
      )}
    >
      <Icon size={15} strokeWidth={2.25} aria-hidden="true" />
      <span className={short ? "sr-only" : undefined}>{priorityName(priority)}</span>
    </span>
  );
}
