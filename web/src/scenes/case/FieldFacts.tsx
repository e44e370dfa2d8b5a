import type { CaseView, KindView } from "@relais/client";
import { EyeOff, Pencil } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { hasAnyPart, inLanguage } from "../../kind/kind.ts";
import { useMe } from "../../session/me.ts";
import { useChoices } from "../new-request/use-choices.ts";
import type { Change } from "./CaseEdit.tsx";
import { FieldValue } from "./FieldValue.tsx";

type Declared = KindView["fields"][number];
type Value = CaseView["fields"][string] | undefined;

type FieldFactsProps = {
  subject: CaseView;
  kind: KindView;
  /** Null: whoever looks changes nothing here. */
  change: Change | null;
  busy: boolean;
};

/** The fields of the kind as they stand; each is changed in place by those who may. */
export function FieldFacts({ subject, kind, change, busy }: FieldFactsProps) {
  const me = useMe();
  const [editing, setEditing] = useState<string | null>(null);
  const values = { ...subject.fields, ...subject.internal?.fields };
  const shown = kind.fields.filter(
    (field) =>
      (!field.internal || subject.internal !== undefined) &&
      (values[field.name] !== undefined ||
        (change !== null && hasAnyPart(field.set_by, subject, me))),
  );
  if (shown.length === 0) return null;
  return (
    <dl className="flex flex-col gap-4">
      {shown.map((field) => {
        const mayChange = change !== null && hasAnyPart(field.set_by, subject, me);
        return (
          <div key={field.name} className="flex flex-col gap-0.5">
            {mayChange && editing === field.name ? (
              <FieldEditor
                kind={kind}
                field={field}
                value={values[field.name]}
                busy={busy}
                onCancel={() => setEditing(null)}
                onSave={async (input) => {
                  if (await change({ fields: { [field.name]: input } })) setEditing(null);
                }}
              />
            ) : (
              <>
                <dt className="flex items-center gap-1.5 text-13 font-semibold text-ink-2">
                  {inLanguage(field.label)}
                  {field.internal && (
                    <EyeOff size={14} strokeWidth={1.75} aria-label={m.history_internal()} />
                  )}
                </dt>
                <dd className="flex min-h-8 items-center justify-between gap-2 text-15">
                  <FieldValue field={field} value={values[field.name]} />
                  {mayChange && (
                    <button
                      type="button"
                      aria-label={m.case_field_change({ field: inLanguage(field.label) })}
                      className="relative -my-1 grid size-8 shrink-0 place-items-center rounded-full text-ink-2 after:absolute after:-inset-1.5 hover:bg-sunken hover:text-ink"
                      onClick={() => setEditing(field.name)}
                    >
                      <Pencil size={16} strokeWidth={1.75} aria-hidden="true" />
                    </button>
                  )}
                </dd>
              </>
            )}
          </div>
        );
      })}
    </dl>
  );
}

type FieldEditorProps = {
  kind: KindView;
  field: Declared;
  value: Value;
  busy: boolean;
  onCancel: () => void;
  onSave: (
    input: string | number | { address: string; latitude: null; longitude: null } | null,
  ) => void;
};

function FieldEditor({ kind, field, value, busy, onCancel, onSave }: FieldEditorProps) {
  const options = useChoices(kind)[field.name];
  const [text, setText] = useState(() => written(field, value));
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSave(inputOf(field, text));
      }}
    >
      <Field label={inLanguage(field.label)}>
        {(attributes) =>
          options ? (
            <select {...attributes} value={text} onChange={(event) => setText(event.target.value)}>
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
              type={{ number: "number", instant: "datetime-local" }[field.type as string] ?? "text"}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )
        }
      </Field>
      <div className="flex gap-2">
        <Button type="submit" busy={busy}>
          {m.case_field_save()}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {m.action_cancel()}
        </Button>
      </div>
    </form>
  );
}

/** A value as one edits it. */
function written({ type }: Declared, value: Value): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "object") return "id" in value ? value.id : value.address;
  if (type !== "instant") return String(value);
  const at = new Date(String(value));
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What was written, as the server takes it; nothing takes the field away. */
function inputOf({ type }: Declared, text: string) {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (type === "number") return Number(trimmed);
  if (type === "instant") return new Date(trimmed).toISOString();
  if (type === "place") return { address: trimmed, latitude: null, longitude: null };
  return trimmed;
}
