import type { CaseView, KindView } from "@relais/client";
import { mainWay, statusOf } from "@relais/react/headless";
import { classes } from "../design/classes.ts";

/**
 * How far a case has come, as a line of segments. Ochre only while someone moves or works. The
 * sentence beside it says the same in words, so this is hidden from readers.
 */
export function StepTrack({ kind, subject }: { kind: KindView | undefined; subject: CaseView }) {
  const way = mainWay(kind);
  const current = way.findIndex(({ name }) => name === subject.status);
  const tone = statusOf(kind, subject.status)?.tone;
  if (current < 0) return null;
  return (
    <span className="flex gap-1" aria-hidden="true">
      {way.map((status, index) => (
        <span key={status.name} className="h-1 flex-1 overflow-hidden rounded-full bg-line">
          {index <= current && (
            <span
              className={classes(
                "line-drawn block h-full rounded-full",
                index === current && tone === "live" ? "bg-ochre" : "bg-brand",
              )}
            />
          )}
        </span>
      ))}
    </span>
  );
}
