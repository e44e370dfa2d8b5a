import type { Equipment } from "@relais/client/admin";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Field } from "../../design/Field.tsx";
import { type Holder, HolderField } from "./HolderField.tsx";
import { Noun } from "./Noun.tsx";
import { NounSheet } from "./NounSheet.tsx";
import { Select } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";

/** What can be named in a case: added, changed, taken away. */
export function EquipmentSection() {
  const admin = useAdmin();
  const [type, setType] = useState("");
  const [serial, setSerial] = useState("");
  const [chosen, setChosen] = useState<Equipment | null>(null);
  const loaded = useLoaded(useCallback(() => admin.equipment(), [admin]));
  const { busy, fields, run } = useChange();
  return (
    <Noun
      title={m.admin_equipment()}
      text={m.admin_equipment_text()}
      loaded={loaded}
      lineOf={(one) => ({ title: one.name, text: textOf(one) })}
      onChoose={setChosen}
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
      sheet={
        chosen && (
          <EquipmentSheet
            key={chosen.id}
            equipment={chosen}
            onDone={loaded.again}
            onClose={() => setChosen(null)}
          />
        )
      }
    >
      <Words type={type} setType={setType} serial={serial} setSerial={setSerial} errors={fields} />
    </Noun>
  );
}

function textOf({ type, serial_number, holder }: Equipment): string {
  return [
    type,
    ...(serial_number === null ? [] : [serial_number]),
    ...(holder === null ? [] : [m.admin_holder({ name: holder.full_name })]),
  ].join(" · ");
}

type SheetProps = { equipment: Equipment; onDone: () => void; onClose: () => void };

function EquipmentSheet({ equipment, onDone, onClose }: SheetProps) {
  const admin = useAdmin();
  const { id } = equipment;
  const [type, setType] = useState(equipment.type);
  const [serial, setSerial] = useState(equipment.serial_number ?? "");
  const [department, setDepartment] = useState(equipment.department_id ?? "");
  const [holder, setHolder] = useState<Holder | null>(equipment.holder);
  const departments = useLoaded(useCallback(() => admin.departments(), [admin]));
  // One that is archived stays where it is, and is offered to nobody else.
  const offered = departments.value?.filter(
    (one) => !one.archived || one.id === equipment.department_id,
  );
  return (
    <NounSheet
      noun={equipment}
      text={textOf(equipment)}
      save={(name) =>
        admin.changeEquipment(id, {
          name,
          type: type.trim(),
          serial_number: serial.trim() === "" ? null : serial.trim(),
          department_id: department === "" ? null : department,
          holder_id: holder?.id ?? null,
        })
      }
      restore={() => admin.changeEquipment(id, { archived: false })}
      remove={() => admin.removeNoun("equipment", id)}
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Words
            type={type}
            setType={setType}
            serial={serial}
            setSerial={setSerial}
            errors={errors}
          />
          <HolderField holder={holder} error={errors.holder_id} onChange={setHolder} />
          {offered !== undefined && offered.length > 0 && (
            <Select
              label={m.admin_department()}
              value={department}
              options={[
                { value: "", label: m.admin_no_department() },
                ...offered.map((one) => ({ value: one.id, label: one.name })),
              ]}
              error={errors.department_id}
              onChange={setDepartment}
            />
          )}
        </>
      )}
    </NounSheet>
  );
}

type WordsProps = {
  type: string;
  setType: (type: string) => void;
  serial: string;
  setSerial: (serial: string) => void;
  errors: Readonly<Record<string, string>>;
};

function Words({ type, setType, serial, setSerial, errors }: WordsProps) {
  return (
    <>
      <Field label={m.admin_type()} error={errors.type}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={80}
            value={type}
            onChange={(event) => setType(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={m.admin_serial()} optional error={errors.serial_number}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={120}
            value={serial}
            onChange={(event) => setSerial(event.currentTarget.value)}
          />
        )}
      </Field>
    </>
  );
}
