import { Lock, Plus } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";
import { UnsavedGuard } from "../shell/UnsavedGuard.tsx";
import { mayWrite } from "./may-write.ts";
import { StepEditor } from "./StepEditor.tsx";
import { freshStep, useProcedure } from "./use-procedure.ts";
import { VariablesEditor } from "./VariablesEditor.tsx";

/** One procedure: the office rewrites it, the others read it. */
export function ProcedurePage({ id }: { id: string | null }) {
  const me = useMe();
  const procedure = useProcedure(id);
  const { read, draft } = procedure;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17" dir="auto">
          {read?.title ?? m.procedure_new()}
        </h1>
        {read && (
          <span className="figures shrink-0 text-13 text-ink-2">
            {m.procedure_version({ version: String(read.version) })}
          </span>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-10">
        <div className="mx-auto flex max-w-160 flex-col gap-5">
          {me.role === "customer" || (id === null && !mayWrite(me)) ? (
            <EmptyState icon={Lock} title={m.procedures_title()} text={m.case_not_found_text()} />
          ) : draft === null ? (
            procedure.failed === null ? (
              <div className="grid min-h-40 place-items-center text-ink-2">
                <Spinner />
              </div>
            ) : (
              <div role="alert" className="flex flex-col items-start gap-3 text-15">
                <p>{procedure.failed}</p>
                <Button look="quiet" onClick={procedure.again}>
                  {m.action_retry()}
                </Button>
              </div>
            )
          ) : (
            <Editor procedure={procedure} draft={draft} writes={mayWrite(me)} />
          )}
        </div>
      </div>
    </div>
  );
}

type EditorProps = {
  procedure: ReturnType<typeof useProcedure>;
  draft: NonNullable<ReturnType<typeof useProcedure>["draft"]>;
  writes: boolean;
};

function Editor({ procedure, draft, writes }: EditorProps) {
  const { read, fields, busy, change, save, archive, addPicture } = procedure;
  const [asking, setAsking] = useState(false);
  const archived = read !== null && read.archived_at !== null;
  const { title, description, variables, steps } = draft;
  const set = (index: number, step: (typeof steps)[number]) =>
    change({ steps: steps.map((one, place) => (place === index ? step : one)) });
  return (
    <>
      <UnsavedGuard unsaved={procedure.changed} />
      {archived && <Notice tone="info">{m.procedure_is_archived()}</Notice>}
      {!writes && <p className="text-15 text-ink-2">{m.procedure_read_only()}</p>}
      <fieldset disabled={!writes} className="flex flex-col gap-5">
        <Field label={m.procedure_title()} error={fields.title}>
          {(attributes) => (
            <input
              {...attributes}
              dir="auto"
              value={title}
              onChange={({ target }) => change({ title: target.value })}
            />
          )}
        </Field>
        <Field label={m.procedure_description()} optional error={fields.description}>
          {(attributes) => (
            <textarea
              {...attributes}
              dir="auto"
              rows={2}
              value={description}
              onChange={({ target }) => change({ description: target.value })}
            />
          )}
        </Field>
        <VariablesEditor
          variables={variables}
          writes={writes}
          wrong={(field) => fields[`variables.${field}`]}
          onChange={(next) => change({ variables: next })}
        />
        <section className="flex flex-col gap-3">
          <h2 className="text-17 font-semibold">{m.procedure_steps_title()}</h2>
          {fields.steps && <Notice tone="danger">{fields.steps}</Notice>}
          <ol className="flex flex-col gap-3">
            {steps.map((step, index) => (
              <StepEditor
                key={step.id}
                step={step}
                place={index + 1}
                last={index === steps.length - 1}
                writes={writes}
                wrong={(field) => fields[`steps.${index}.${field}`]}
                addPicture={addPicture}
                onChange={(next) => set(index, next)}
                onMove={(by) => change({ steps: movedStep(steps, index, by) })}
                onRemove={
                  steps.length > 1
                    ? () => change({ steps: steps.filter((_, place) => place !== index) })
                    : null
                }
              />
            ))}
          </ol>
          {writes && (
            <Button look="quiet" wide onClick={() => change({ steps: [...steps, freshStep()] })}>
              <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
              {m.procedure_add_step()}
            </Button>
          )}
        </section>
      </fieldset>
      {writes && (
        <div className="flex flex-col gap-2">
          <Button wide busy={busy} onClick={save}>
            {read === null ? m.procedure_save() : m.procedure_save_version()}
          </Button>
          {read !== null &&
            (archived ? (
              <Button look="quiet" onClick={() => archive(false)}>
                {m.procedure_bring_back()}
              </Button>
            ) : (
              <Button look="plain" onClick={() => setAsking(true)}>
                {m.procedure_archive()}
              </Button>
            ))}
        </div>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={m.procedure_archive_title()}
        text={m.procedure_archive_text()}
        action={m.procedure_archive()}
        onConfirm={() => {
          setAsking(false);
          archive(true);
        }}
      />
    </>
  );
}

function movedStep<Step>(steps: readonly Step[], index: number, by: 1 | -1): Step[] {
  const next = [...steps];
  const [step] = next.splice(index, 1);
  if (step !== undefined) next.splice(Math.max(0, index + by), 0, step);
  return next;
}
