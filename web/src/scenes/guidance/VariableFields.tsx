import type { ProcedureValues, ProcedureVariable } from "@relais/client";
import { m } from "../../catalogue/index.ts";
import { Field } from "../../design/Field.tsx";

type VariableFieldsProps = {
  variables: readonly ProcedureVariable[];
  values: ProcedureValues;
  onChange: (values: ProcedureValues) => void;
  /** What the server found wrong, by name. */
  wrong?: (name: string) => string | undefined;
};

/** What a procedure asks of this case, before its steps can be given. */
export function VariableFields({ variables, values, onChange, wrong }: VariableFieldsProps) {
  return (
    <>
      {variables.map(({ name, label, kind, options }) => {
        const value = values[name] ?? "";
        const set = (next: string) => onChange({ ...values, [name]: next });
        return (
          <Field key={name} label={label} error={wrong?.(name)}>
            {(attributes) =>
              kind === "choice" ? (
                <select {...attributes} value={value} onChange={({ target }) => set(target.value)}>
                  <option value="">{m.plan_choose()}</option>
                  {options.map((option) => (
                    <option key={option}>{option}</option>
                  ))}
                </select>
              ) : (
                <input
                  {...attributes}
                  dir="auto"
                  inputMode={kind === "number" ? "decimal" : "text"}
                  value={value}
                  onChange={({ target }) => set(target.value)}
                />
              )
            }
          </Field>
        );
      })}
    </>
  );
}
