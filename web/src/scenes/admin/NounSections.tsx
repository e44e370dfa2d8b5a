import { Plus } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { useClient } from "@relais/react";
import { kindOf } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { cardClasses, Panel, Select, With } from "./Panel.tsx";
import { type Loaded, useAdmin, useChange, useLoaded } from "./use-admin.ts";

type Line = { readonly id: string; readonly title: string; readonly text: string };

type NounProps<Item> = {
  title: string;
  text: string;
  loaded: Pick<Loaded<readonly Item[]>, "value" | "failed" | "again">;
  lineOf: (item: Item) => Line;
  /** Resolves true when it was added. */
  add: (name: string) => Promise<boolean>;
  busy: boolean;
  error: string | undefined;
  /** What is said of one besides its name. */
  children?: ReactNode;
};

/** A list of names, and the form that adds one. */
function Noun<Item>(props: NounProps<Item>) {
  const { title, text, loaded, lineOf, add, busy, error, children } = props;
  const [name, setName] = useState("");
  const submit = async () => {
    if (name.trim() !== "" && (await add(name.trim()))) setName("");
  };
  return (
    <Panel title={title} text={text}>
      <form
        noValidate
        className={`${cardClasses} flex flex-col gap-4 p-4`}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={m.admin_name()} error={error}>
          {(attributes) => (
            <input
              {...attributes}
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        {children}
        <Button type="submit" className="self-start" busy={busy} disabled={name.trim() === ""}>
          <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
          {m.admin_add()}
        </Button>
      </form>
      <With loaded={loaded}>
        {(items) =>
          items.length === 0 ? (
            <p className="py-6 text-center text-15 text-ink-2">{m.admin_list_none()}</p>
          ) : (
            <ul className={`${cardClasses} divide-y divide-line`}>
              {items.map(lineOf).map((line) => (
                <li key={line.id} className="flex min-h-13 items-center gap-4 px-4 py-2">
                  <span className="min-w-0 flex-1 truncate text-15 font-medium">{line.title}</span>
                  <span className="min-w-0 truncate text-13 text-ink-2">{line.text}</span>
                </li>
              ))}
            </ul>
          )
        }
      </With>
    </Panel>
  );
}

export function Departments() {
  const admin = useAdmin();
  const { http } = useClient();
  const loaded = useLoaded(useCallback(() => http.departments(), [http]));
  const { busy, fields, run } = useChange();
  return (
    <Noun
      title={m.admin_departments()}
      text={m.admin_departments_text()}
      loaded={loaded}
      lineOf={({ id, name }) => ({ id, title: name, text: "" })}
      busy={busy}
      error={fields.name}
      add={async (name) => {
        const made = await run(() => admin.addDepartment(name), m.admin_saved());
        loaded.again();
        return made !== undefined;
      }}
    />
  );
}

export function Categories() {
  const admin = useAdmin();
  const { http } = useClient();
  const kinds = useKinds();
  const [kind, setKind] = useState(kinds[0]?.name ?? "");
  const loaded = useLoaded(useCallback(() => http.categories(), [http]));
  const { busy, fields, run } = useChange();
  const titleOf = (name: string) => {
    const known = kindOf(kinds, name);
    return known ? inLanguage(known.title) : name;
  };
  return (
    <Noun
      title={m.admin_categories()}
      text={m.admin_categories_text()}
      loaded={loaded}
      lineOf={(one) => ({ id: one.id, title: one.name, text: titleOf(one.kind) })}
      busy={busy}
      error={fields.name}
      add={async (name) => {
        const made = await run(() => admin.addCategory(name, kind), m.admin_saved());
        loaded.again();
        return made !== undefined;
      }}
    >
      {kinds.length > 1 && (
        <Select
          label={m.admin_kind()}
          value={kind}
          options={kinds.map(({ name }) => ({ value: name, label: titleOf(name) }))}
          error={fields.kind}
          onChange={setKind}
        />
      )}
    </Noun>
  );
}

export function EquipmentSection() {
  const admin = useAdmin();
  const { http } = useClient();
  const [type, setType] = useState("");
  const [serial, setSerial] = useState("");
  const loaded = useLoaded(useCallback(() => http.equipment(), [http]));
  const { busy, fields, run } = useChange();
  return (
    <Noun
      title={m.admin_equipment()}
      text={m.admin_equipment_text()}
      loaded={loaded}
      lineOf={({ id, name, serial_number, holder, ...one }) => ({
        id,
        title: name,
        text: [
          one.type,
          ...(serial_number === null ? [] : [serial_number]),
          ...(holder === null ? [] : [m.admin_holder({ name: holder.full_name })]),
        ].join(" · "),
      })}
      busy={busy}
      error={fields.name}
      add={async (name) => {
        const made = await run(
          () =>
            admin.addEquipment({
              name,
              type: type.trim(),
              ...(serial.trim() !== "" && { serial_number: serial.trim() }),
            }),
          m.admin_saved(),
        );
        if (made !== undefined) setSerial("");
        loaded.again();
        return made !== undefined;
      }}
    >
      <Field label={m.admin_type()} error={fields.type}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={80}
            value={type}
            onChange={(event) => setType(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={m.admin_serial()} optional error={fields.serial_number}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={120}
            value={serial}
            onChange={(event) => setSerial(event.currentTarget.value)}
          />
        )}
      </Field>
    </Noun>
  );
}
