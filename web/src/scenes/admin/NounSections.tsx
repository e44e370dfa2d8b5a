import type { Category, Department } from "@relais/client/admin";
import { kindOf } from "@relais/react/headless";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { Noun } from "./Noun.tsx";
import { NounSheet } from "./NounSheet.tsx";
import { Select } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";

export function Departments() {
  const admin = useAdmin();
  const loaded = useLoaded(useCallback(() => admin.departments(), [admin]));
  const [chosen, setChosen] = useState<Department | null>(null);
  const { busy, fields, run } = useChange();
  return (
    <Noun
      title={m.admin_departments()}
      text={m.admin_departments_text()}
      loaded={loaded}
      lineOf={({ name }) => ({ title: name, text: "" })}
      onChoose={setChosen}
      busy={busy}
      error={fields.name}
      add={async (name) => {
        const made = await run(() => admin.addDepartment(name), m.admin_saved());
        loaded.again();
        return made !== undefined;
      }}
      sheet={
        chosen && (
          <NounSheet
            key={chosen.id}
            noun={chosen}
            text={m.admin_department()}
            save={(name) => admin.changeDepartment(chosen.id, { name })}
            restore={() => admin.changeDepartment(chosen.id, { archived: false })}
            remove={() => admin.removeNoun("departments", chosen.id)}
            onDone={loaded.again}
            onClose={() => setChosen(null)}
          />
        )
      }
    />
  );
}

export function Categories() {
  const admin = useAdmin();
  const kinds = useKinds();
  const [kind, setKind] = useState(kinds[0]?.name ?? "");
  const loaded = useLoaded(useCallback(() => admin.categories(), [admin]));
  const [chosen, setChosen] = useState<Category | null>(null);
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
      lineOf={(one) => ({ title: one.name, text: titleOf(one.kind) })}
      onChoose={setChosen}
      busy={busy}
      error={fields.name}
      add={async (name) => {
        const made = await run(() => admin.addCategory(name, kind), m.admin_saved());
        loaded.again();
        return made !== undefined;
      }}
      sheet={
        chosen && (
          <NounSheet
            key={chosen.id}
            noun={chosen}
            text={titleOf(chosen.kind)}
            save={(name) => admin.changeCategory(chosen.id, { name })}
            restore={() => admin.changeCategory(chosen.id, { archived: false })}
            remove={() => admin.removeNoun("categories", chosen.id)}
            onDone={loaded.again}
            onClose={() => setChosen(null)}
          />
        )
      }
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
