import type { AssignmentSettings } from "@relais/client/desk";
import { useClient } from "@relais/react";
import { type FormEvent, useEffect, useId, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { toast } from "../../design/Toast.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { explain } from "../../session/refusal.ts";

const path = "/v1/desk/assignment";
const fieldClasses =
  "figures min-h-11 w-24 rounded-control bg-surface px-3 text-17 text-ink shadow-[inset_0_0_0_1px_var(--line-strong)] desk:text-15";

/** How work is given by rule, for admins. */
export function AssignmentSheet({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const kinds = useKinds();
  const [settings, setSettings] = useState<AssignmentSettings | null>(null);
  useEffect(() => {
    let live = true;
    const load = async () => {
      try {
        const known = await client.http.call<AssignmentSettings>({ path });
        if (live) setSettings(known);
      } catch (error) {
        toast(explain(error));
        onClose();
      }
    };
    void load();
    return () => {
      live = false;
    };
  }, [client, onClose]);
  const change = (part: Partial<AssignmentSettings>) =>
    setSettings((known) => known && { ...known, ...part });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!settings) return;
    const { givable_kinds: _, ...body } = settings;
    try {
      await client.http.call({ method: "PUT", path, body });
      toast(m.desk_rule_saved());
      onClose();
    } catch (error) {
      toast(explain(error));
    }
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.desk_do_rule()}
      text={m.desk_rule_text()}
    >
      {settings === null ? (
        <Spinner />
      ) : (
        <form className="flex flex-col gap-4" onSubmit={save}>
          <Tick
            label={m.desk_rule_enabled()}
            checked={settings.enabled}
            onChange={(enabled) => change({ enabled })}
          />
          <fieldset className="flex flex-col gap-1" disabled={!settings.enabled}>
            <legend className="text-15 font-medium">{m.desk_rule_kinds()}</legend>
            {settings.givable_kinds.map((name) => {
              const kind = kinds.find((one) => one.name === name);
              return (
                <Tick
                  key={name}
                  label={kind ? inLanguage(kind.title) : name}
                  checked={settings.kinds.includes(name)}
                  onChange={(wanted) =>
                    change({
                      kinds: wanted
                        ? [...settings.kinds, name]
                        : settings.kinds.filter((one) => one !== name),
                    })
                  }
                />
              );
            })}
          </fieldset>
          <NumberField
            label={m.desk_rule_capacity()}
            value={settings.capacity}
            most={200}
            onChange={(capacity) => change({ capacity })}
          />
          <NumberField
            label={m.desk_rule_away()}
            value={settings.away_minutes}
            most={1_440}
            onChange={(away_minutes) => change({ away_minutes })}
          />
          <Button type="submit" wide>
            {m.desk_rule_save()}
          </Button>
        </form>
      )}
    </Sheet>
  );
}

type TickProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-15">
      <input
        type="checkbox"
        className="size-5 accent-(--brand)"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}

type NumberFieldProps = {
  label: string;
  value: number;
  most: number;
  onChange: (value: number) => void;
};

function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      <label htmlFor={id} className="text-15">
        {label}
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={most}
        value={value}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        className={fieldClasses}
      />
    </div>
  );
}
