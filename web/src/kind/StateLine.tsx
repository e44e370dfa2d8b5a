import type { CaseView, KindView } from "@relais/client";
import { statusOf } from "@relais/react/headless";
import { CircleCheck, CircleSlash, Hourglass } from "lucide-react";
import { classes } from "../design/classes.ts";
import { stateSentence } from "./kind.ts";

const icon = {
  size: 17,
  strokeWidth: 1.75,
  "aria-hidden": true,
  className: "mt-0.5 shrink-0",
} as const;

/** The state in one sentence, with a mark of its tone: a warm dot means that someone is at work. */
export function StateLine(props: {
  kind: KindView | undefined;
  subject: CaseView;
  className?: string;
}) {
  const tone = statusOf(props.kind, props.subject.status)?.tone ?? "waiting";
  return (
    <span
      data-tone={tone}
      className={classes(
        "inline-flex items-start gap-2 leading-snug",
        tone === "live" ? "font-semibold text-ochre-ink" : "text-ink-2",
        props.className,
      )}
    >
      {tone === "live" && (
        <span className="mt-1.25 size-2.5 shrink-0 rounded-full bg-ochre" aria-hidden="true" />
      )}
      {tone === "waiting" && <Hourglass {...icon} />}
      {tone === "done" && <CircleCheck {...icon} className="mt-0.5 shrink-0 text-success" />}
      {tone === "stopped" && <CircleSlash {...icon} />}
      <span>{stateSentence(props.kind, props.subject)}</span>
    </span>
  );
}
