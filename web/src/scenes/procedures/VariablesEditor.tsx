import type { ProcedureVariable } from "@relais/client";
import { Plus, Trash2 } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";

type VariablesEditorProps = {
  variables: readonly ProcedureVariable[];
  writes: boolean;
  wrong: (field: string) => string | undefined;
  onChange: (variables: ProcedureVariable[]) => void;
};

/** What is asked before the first step, and how a text says it. */
export function VariablesEditor({ variables, writes, wrong, onChange }: VariablesEditorProps) {
  const set = (index: number, next: Partial<ProcedureVariable>) =>
    onChange(variables.map((one, place) => (place === index ? { ...one, ...next } : one)));
  if (variables.length === 0 && !writes) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-17 font-semibold">{m.procedure_variables()}</h2>
      <p className="text-15 text-pretty text-ink-2">{m.procedure_variables_text()}</p>
      {variables.map(({ name, label, kind, options }, index) => (
        // A name is given once and stays: the texts say it.
        <div key={name} className="flex flex-col gap-3 rounded-card bg-surface p-4 shadow-lift">
          <div className="flex items-center justify-between gap-2">
            <code className="text-13 text-ink-2">{`{{${name}}}`}</code>
            {writes && (
              <IconButton
                icon={Trash2}
                label={m.action_delete()}
                onClick={() => onChange(variables.filter((_, place) => place !== index))}
              />
            )}
          </div>
          <Field label={m.procedure_question()} error={wrong(`${index}.label`)}>
            {(attributes) => (
              <input
                {...attributes}
                dir="auto"
                value={label}
                onChange={({ target }) => set(index, { label: target.value })}
              />
            )}
          </Field>
          <Field label={m.procedure_answer_kind()}>
            {(attributes) => (
              <select
                {...attributes}
                value={kind}
                onChange={({ target }) =>
                  set(index, { kind: target.value as ProcedureVariable["kind"] })
                }
              >
                <option value="text">{m.procedure_kind_text()}</option>
                <option value="number">{m.procedure_kind_number()}</option>
                <option value="choice">{m.procedure_kind_choice()}</option>
              </select>
            )}
          </Field>
          {kind === "choice" && (
            <Field label={m.procedure_options()} error={wrong(`${index}.options`)}>
              {(attributes) => (
                <textarea
                  {...attributes}
                  dir="auto"
                  rows={3}
                  value={options.join("\n")}
                  onChange={({ target }) => set(index, { options: target.value.split("\n") })}
                />
              )}
            </Field>
          )}
        </div>
      ))}
      {writes && (
        <Button
          look="quiet"
          className="self-start"
          onClick={() =>
            onChange([
              ...variables,
              { name: freeName(variables), label: "", kind: "text", options: [] },
            ])
          }
        >
          <Plus size={18} strokeWidth={1.75} aria-hidden="true" />
          {m.procedure_add_variable()}
        </Button>
      )}
    </section>
  );
}

function freeName(variables: readonly ProcedureVariable[]): string {
  let number = variables.length + 1;
  while (variables.some(({ name }) => name === `v${number}`)) number += 1;
  return `v${number}`;
}
