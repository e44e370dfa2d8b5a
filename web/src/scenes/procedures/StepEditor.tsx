import type { Attachment, ProcedureAction } from "@relais/client";
import { ChevronDown, ChevronUp, CornerDownRight, Trash2 } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { StepPictures } from "./StepPictures.tsx";
import { type DraftStep, freshId } from "./use-procedure.ts";

type StepEditorProps = {
  step: DraftStep;
  place: number;
  last: boolean;
  writes: boolean;
  wrong: (field: string) => string | undefined;
  addPicture: (file: File) => Promise<Attachment | null>;
  onChange: (step: DraftStep) => void;
  onMove: (by: 1 | -1) => void;
  /** Null for the only one. */
  onRemove: (() => void) | null;
};

/** One step, and what comes when it did not work. */
export function StepEditor(props: StepEditorProps) {
  const { step, place, last, writes, wrong, addPicture, onChange, onMove, onRemove } = props;
  const branch = step.if_failed;
  const setBranch = (steps: ProcedureAction[]) =>
    onChange({
      ...step,
      if_failed: steps.length === 0 ? null : { after: branch?.after ?? "again", steps },
    });
  return (
    <li className="flex flex-col gap-4 rounded-card bg-surface p-4 shadow-lift">
      <div className="flex items-center justify-between gap-2">
        <h3 className="figures text-15 font-semibold">
          {m.guidance_step({ step: String(place) })}
        </h3>
        {writes && (
          <div className="flex shrink-0">
            {place > 1 && (
              <IconButton icon={ChevronUp} label={m.answers_up()} onClick={() => onMove(-1)} />
            )}
            {!last && (
              <IconButton icon={ChevronDown} label={m.answers_down()} onClick={() => onMove(1)} />
            )}
            {onRemove && <IconButton icon={Trash2} label={m.action_delete()} onClick={onRemove} />}
          </div>
        )}
      </div>
      <Words
        label={m.procedure_words()}
        action={step}
        wrong={wrong}
        writes={writes}
        addPicture={addPicture}
        onChange={(next) => onChange({ ...step, ...next })}
      />
      {branch && (
        <section className="flex flex-col gap-4 border-s-2 border-line ps-4">
          <h4 className="flex items-center gap-2 text-15 font-semibold">
            <CornerDownRight size={18} strokeWidth={1.75} aria-hidden="true" />
            {m.procedure_if_failed()}
          </h4>
          {branch.steps.map((action, index) => (
            <div key={action.id} className="flex flex-col gap-2">
              <Words
                label={m.procedure_branch_words({ place: String(index + 1) })}
                action={action}
                wrong={(field) => wrong(`if_failed.steps.${index}.${field}`)}
                writes={writes}
                addPicture={addPicture}
                onChange={(next) =>
                  setBranch(
                    branch.steps.map((one) => (one.id === action.id ? { ...one, ...next } : one)),
                  )
                }
              />
              {writes && (
                <Button
                  look="plain"
                  className="self-start"
                  onClick={() => setBranch(branch.steps.filter(({ id }) => id !== action.id))}
                >
                  {m.procedure_remove_branch_step()}
                </Button>
              )}
            </div>
          ))}
          <Choice
            legend={m.procedure_after()}
            name={`after-${step.id}`}
            value={branch.after}
            options={[
              { value: "again", label: m.procedure_after_again() },
              { value: "next", label: m.procedure_after_next() },
            ]}
            onChange={(after) => onChange({ ...step, if_failed: { ...branch, after } })}
          />
        </section>
      )}
      {writes && (
        <Button
          look="plain"
          className="self-start"
          onClick={() =>
            setBranch([...(branch?.steps ?? []), { id: freshId(), text: "", pictures: [] }])
          }
        >
          <CornerDownRight size={18} strokeWidth={1.75} aria-hidden="true" />
          {branch ? m.procedure_add_branch_step() : m.procedure_add_branch()}
        </Button>
      )}
    </li>
  );
}

type WordsProps = Pick<StepEditorProps, "wrong" | "writes" | "addPicture"> & {
  label: string;
  action: ProcedureAction;
  onChange: (next: Pick<ProcedureAction, "text" | "pictures">) => void;
};

function Words({ label, action, wrong, writes, addPicture, onChange }: WordsProps) {
  const { text, pictures } = action;
  return (
    <>
      <Field label={label} error={wrong("text")}>
        {(attributes) => (
          <textarea
            {...attributes}
            dir="auto"
            rows={2}
            value={text}
            onChange={({ target }) => onChange({ pictures, text: target.value })}
          />
        )}
      </Field>
      <StepPictures
        pictures={pictures}
        writes={writes}
        add={addPicture}
        onChange={(next) => onChange({ text, pictures: next })}
      />
    </>
  );
}
