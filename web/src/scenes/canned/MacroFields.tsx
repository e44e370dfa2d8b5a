import type { CannedReplyInput, KindView, Person } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Field } from "../../design/Field.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useMe } from "../../session/me.ts";

type MacroFieldsProps = {
  input: CannedReplyInput;
  /** Who is named already, whom one may not be able to list. */
  assignee: Person | null;
  served: readonly KindView[];
  fields: Readonly<Record<string, string>>;
  onChange: (next: Partial<CannedReplyInput>) => void;
};

/** What it does beside its words: tags, who does the work, the status. */
export function MacroFields({ input, assignee, served, fields, onChange }: MacroFieldsProps) {
  const { actions } = input;
  const people = usePeople(assignee);
  const [tags, setTags] = useState(actions.add_tags.join(", "));
  const act = (next: Partial<CannedReplyInput["actions"]>) =>
    onChange({ actions: { ...actions, ...next } });
  const chosen = served.filter(({ name }) => input.kinds.includes(name));
  const [first, ...rest] = served.length === 1 ? served : chosen;
  // A status is one of a kind: with several kinds only what all of them have.
  const statuses = (first?.statuses ?? []).filter(({ name }) =>
    rest.every((kind) => kind.statuses.some((status) => status.name === name)),
  );
  return (
    <fieldset className="flex flex-col gap-4 rounded-card bg-sunken p-4">
      <legend className="sr-only">{m.canned_actions()}</legend>
      <p className="text-15 font-semibold">{m.canned_actions()}</p>
      <Field label={m.canned_tags()} optional error={fields.tags} hint={m.canned_tags_hint()}>
        {(attributes) => (
          <input
            {...attributes}
            dir="auto"
            value={tags}
            onChange={(event) => {
              setTags(event.target.value);
              const list = event.target.value.split(",").map((tag) => tag.trim());
              act({ add_tags: list.filter((tag) => tag !== "") });
            }}
          />
        )}
      </Field>
      <Field label={m.canned_assign()} optional error={fields.assign}>
        {(attributes) => (
          <select
            {...attributes}
            value={actions.assign ?? ""}
            onChange={(event) => act({ assign: event.target.value || null })}
          >
            <option value="">{m.canned_assign_none()}</option>
            <option value="me">{m.canned_assign_me()}</option>
            {people.map(({ id, full_name }) => (
              <option key={id} value={id}>
                {full_name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={m.canned_status()}
        optional
        error={fields.status}
        hint={statuses.length === 0 ? m.canned_status_hint() : undefined}
      >
        {(attributes) => (
          <select
            {...attributes}
            disabled={statuses.length === 0}
            value={actions.status ?? ""}
            onChange={(event) => {
              act({ status: event.target.value || null });
              // The only kind that there is need not be chosen, but must be said.
              if (first && input.kinds.length === 0) onChange({ kinds: [first.name] });
            }}
          >
            <option value="">{m.canned_status_none()}</option>
            {statuses.map(({ name, title }) => (
              <option key={name} value={name}>
                {inLanguage(title)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </fieldset>
  );
}

/** Who may be given work, where this person may know it. */
function usePeople(assignee: Person | null): readonly Person[] {
  const { http } = useClient();
  const { role } = useMe();
  const [people, setPeople] = useState<readonly Person[]>(assignee === null ? [] : [assignee]);
  useEffect(() => {
    if (role === "customer" || role === "worker") return;
    let live = true;
    const ask = async () => {
      // Without an answer one may still choose oneself.
      const found = await http.people("worker", "agent", "manager", "admin").catch(() => null);
      if (live && found !== null) setPeople(found);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [http, role]);
  return people;
}
