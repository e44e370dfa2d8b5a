import type { Refusal } from "@relais/client";
import { RotateCw, Trash2 } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { Button } from "../../../design/Button.tsx";
import { classes } from "../../../design/classes.ts";

type RefusedProps = {
  /** What did not happen: « Non envoyé ». */
  what: string;
  /** What it would have said, where that would be lost. */
  text?: string | undefined;
  refusal: Refusal | undefined;
  /** On which side the message stands. */
  mine: boolean;
  drop: string;
  onDrop: () => void;
  onRetry: () => void;
};

/** What a refused message, or a refused change of one, offers for as long as it stands there. */
export function Refused({ what, text, refusal, mine, drop, onDrop, onRetry }: RefusedProps) {
  return (
    <div role="alert" className={classes("flex flex-col", mine ? "items-end" : "items-start")}>
      <p className={classes("max-w-[80%] pt-1.5 text-13 text-danger", mine && "text-end")}>
        <span className="font-semibold">{what}.</span> {refusal?.message}
      </p>
      {text !== undefined && (
        <p dir="auto" className="line-clamp-3 max-w-[80%] pt-1 text-13 text-ink-2">
          {text}
        </p>
      )}
      <div className={classes("flex", mine ? "-me-2" : "-ms-2")}>
        <Button look="plain" className="px-3" onClick={onDrop}>
          <Trash2 size={17} strokeWidth={1.75} aria-hidden="true" />
          {drop}
        </Button>
        <Button look="plain" className="px-3" onClick={onRetry}>
          <RotateCw size={17} strokeWidth={1.75} aria-hidden="true" />
          {m.action_retry()}
        </Button>
      </div>
    </div>
  );
}
