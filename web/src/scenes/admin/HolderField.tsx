import type { Person } from "@relais/client";
import { X } from "lucide-react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { useAdmin, useLoaded } from "./use-admin.ts";

export type Holder = Pick<Person, "id" | "full_name">;
type HolderFieldProps = {
  holder: Holder | null;
  error: string | undefined;
  onChange: (holder: Holder | null) => void;
};

/** Found people that are shown; whoever is not among them is found by more letters. */
const shown = 5;

/** Whose an equipment is: a customer who is found by name, or everybody's. */
export function HolderField({ holder, error, onChange }: HolderFieldProps) {
  const [q, setQ] = useState("");
  if (holder !== null) {
    return (
      <div className="flex flex-col gap-1.5">
        <span className="text-15 font-semibold">{m.admin_holder_label()}</span>
        <p className="flex min-h-13 items-center gap-3 rounded-control bg-sunken ps-3 pe-1 text-15">
          <Avatar id={holder.id} name={holder.full_name} size="small" />
          <span className="min-w-0 flex-1 truncate">{holder.full_name}</span>
          <IconButton
            icon={X}
            label={m.admin_holder_clear({ name: holder.full_name })}
            onClick={() => onChange(null)}
          />
        </p>
        {error !== undefined && <p className="text-15 text-danger">{error}</p>}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label={m.admin_holder_label()} optional hint={m.admin_holder_hint()} error={error}>
        {(attributes) => (
          <input
            {...attributes}
            type="search"
            autoComplete="off"
            placeholder={m.admin_holder_search()}
            maxLength={200}
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
            onKeyDown={(event) => {
              // It finds people; it does not save what is around it.
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        )}
      </Field>
      {q.trim() !== "" && <Found q={q.trim()} onChoose={onChange} />}
    </div>
  );
}

type FoundProps = { q: string; onChoose: (holder: Holder) => void };

function Found({ q, onChoose }: FoundProps) {
  const admin = useAdmin();
  const found = useLoaded(
    useCallback(() => admin.accounts({ q, role: "customer", state: "active" }), [admin, q]),
  );
  const accounts = found.value?.accounts.slice(0, shown) ?? [];
  return (
    <>
      <output className={accounts.length > 0 ? "sr-only" : "text-13 text-ink-2"}>
        {found.failed ??
          (found.value === null
            ? ""
            : accounts.length === 0
              ? m.admin_holder_none()
              : m.admin_count({ count: found.value.count }))}
      </output>
      <ul className="flex flex-col">
        {accounts.map(({ id, full_name, email }) => (
          <li key={id}>
            <button
              type="button"
              className="flex min-h-13 w-full items-center gap-3 rounded-control px-3 py-1.5 text-start hover:bg-sunken"
              onClick={() => onChoose({ id, full_name })}
            >
              <Avatar id={id} name={full_name} size="small" />
              <span className="flex min-w-0 flex-col">
                <span className="truncate text-15">{full_name}</span>
                <span className="truncate text-13 text-ink-2">{email}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
