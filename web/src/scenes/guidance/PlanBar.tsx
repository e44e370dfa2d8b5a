import type { Conversation, Guidance, ProcedureReference } from "@relais/client";
import {
  everyAction,
  offeredAction,
  openStep,
  type PlacedAction,
  withValues,
} from "@relais/protocol";
import { BookOpen, ImageIcon, Pencil, SendHorizontal } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { InsertSheet } from "./InsertSheet.tsx";
import { useRun } from "./use-run.ts";

/** What is put into the field: words, and the step whose pictures come with them. */
export type Brought = {
  readonly text: string;
  readonly planned: ProcedureReference;
  readonly pictures: number;
};

type PlanBarProps = {
  guidance: Guidance;
  conversation: Conversation;
  onBring: (brought: Brought) => void;
};

/** Those who guide: the step that the procedure offers, to give, to reword or to leave for another. */
export function PlanBar({ guidance, conversation, onBring }: PlanBarProps) {
  const [open, setOpen] = useState(false);
  const [passed, setPassed] = useState<string | null>(null);
  const run = useRun(conversation.id, guidance);
  const waiting = openStep(guidance);
  const held = waiting !== undefined && waiting.result !== "help";
  const steps = run?.procedure.steps ?? [];
  const next = offeredAction(steps, guidance.steps);
  const offered = passed === null ? next : (after(steps, passed) ?? next);
  const bring = ({ action }: PlacedAction): Brought | null =>
    run && {
      text: withValues(action.text, run.values),
      pictures: action.pictures.length,
      planned: { procedure_id: run.procedure.id, version: run.procedure.version, step: action.id },
    };
  const give = (placed: PlacedAction) => {
    const brought = bring(placed);
    if (brought === null) return;
    setPassed(null);
    conversation.send(brought.text, { planned: brought.planned });
  };
  const brought = offered && bring(offered);
  return (
    <div className="mx-auto flex w-full max-w-208 flex-col gap-2 px-2 pb-2">
      {run && offered && brought && (
        <section
          aria-label={m.plan_next()}
          className="flex flex-col gap-2 rounded-card bg-surface px-4 py-3 shadow-lift"
        >
          <p className="figures flex items-center gap-2 text-13 text-ink-2">
            <span className="min-w-0 flex-1 truncate">
              {m.plan_place({
                place: String(offered.place),
                total: String(steps.length),
                title: run.procedure.title,
              })}
            </span>
            {brought.pictures > 0 && (
              <span className="inline-flex shrink-0 items-center gap-1">
                <ImageIcon size={15} strokeWidth={1.75} aria-hidden="true" />
                {m.plan_pictures({ count: brought.pictures })}
              </span>
            )}
          </p>
          <p
            className={classes(
              "text-15 whitespace-pre-wrap",
              held ? "line-clamp-3 max-tablet:line-clamp-1" : "line-clamp-3",
            )}
            dir="auto"
          >
            {brought.text || m.guidance_step_files()}
          </p>
          {/* While one waits, a phone has no room for what cannot be done yet. */}
          <div
            className={classes("flex flex-wrap items-center gap-2", held && "max-tablet:hidden")}
          >
            <Button
              className="flex-1 max-tablet:basis-full"
              disabled={held}
              onClick={() => give(offered)}
            >
              <SendHorizontal size={18} strokeWidth={1.75} aria-hidden="true" />
              {held ? m.plan_held() : m.plan_give()}
            </Button>
            <IconButton icon={Pencil} label={m.plan_reword()} onClick={() => onBring(brought)} />
            <Button look="plain" onClick={() => setPassed(offered.action.id)}>
              {m.plan_skip()}
            </Button>
            <IconButton icon={BookOpen} label={m.plan_open()} onClick={() => setOpen(true)} />
          </div>
        </section>
      )}
      {!(run && offered) && (
        <Button look="plain" className="self-start" onClick={() => setOpen(true)}>
          <BookOpen size={18} strokeWidth={1.75} aria-hidden="true" />
          {run ? m.plan_ended() : m.plan_insert()}
        </Button>
      )}
      <InsertSheet open={open} onOpenChange={setOpen} run={run} onBring={onBring} />
    </div>
  );
}

/** The step after one that is left out, on the page: what comes when it fails is left out with it. */
function after(steps: Parameters<typeof everyAction>[0], id: string): PlacedAction | undefined {
  const every = everyAction(steps);
  const at = every.find(({ action }) => action.id === id);
  return at && every.find(({ place }) => place > at.place);
}
