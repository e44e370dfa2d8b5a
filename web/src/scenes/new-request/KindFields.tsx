import type { KindView } from "@relais/client";
import { Field } from "../../design/Field.tsx";
import { inLanguage } from "../../kind/kind.ts";
import type { RequestDraft } from "./request-draft.ts";
import { useChoices } from "./use-choices.ts";

type KindFieldsProps = {
  kind: KindView;
  draft: RequestDraft;
  errors: Readonly<Record<string, string>>;
  change: (part: Partial<RequestDraft>) => void;
};

const inputTypes: Record<string, string> = { number: "number", instant: "datetime-local" };

/** What a kind asks besides, drawn from its declaration; a list that is empty is not asked. */
export function KindFields({ kind, draft, errors, change }: KindFieldsProps) {
  const asked = kind.fields.filter((field) => field.asked);
  const choices = useChoices(kind);
  return asked.map((field) => {
    const options = choices[field.name];
    if (options?.length === 0) return null;
    const value = draft.fields[field.name] ?? "";
    const write = (text: string) => change({ fields: { ...draft.fields, [field.name]: text } });
    return (
      <Field
        key={field.name}
        label={inLanguage(field.label)}
        optional={!field.required}
        error={errors[`fields.${field.name}`]}
      >
        {(attributes) =>
          options ? (
            <select
              {...attributes}
              name={field.name}
              value={value}
              onChange={(event) => write(event.currentTarget.value)}
            >
              <option value="">—</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          ) : (
            <input
              {...attributes}
              name={field.name}
              type={inputTypes[field.type] ?? "text"}
              autoComplete="off"
              placeholder={field.hint ? inLanguage(field.hint) : undefined}
              value={value}
              onChange={(event) => write(event.currentTarget.value)}
            />
          )
        }
      </Field>
    );
  });
}
