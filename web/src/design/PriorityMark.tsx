import type { Priority } from "@relais/protocol";
import { ChevronsDown, ChevronsUp, ChevronUp } from "lucide-react";
import { priorityName } from "../format/priority.ts";
import { classes } from "./classes.ts";

/** A small mark with its word; nothing for what is normal. Never a red row. */
export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === "normal") return null;
  const Icon = priority === "low" ? ChevronsDown : priority === "high" ? ChevronUp : ChevronsUp;
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1 text-13 font-semibold whitespace-nowrap",
        priority === "urgent" ? "text-danger" : "text-ink-2",
      )}
    >
      <Icon size={15} strokeWidth={2.25} aria-hidden="true" />
      {priorityName(priority)}
    </span>
  );
}
