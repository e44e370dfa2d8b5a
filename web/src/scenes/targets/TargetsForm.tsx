import type { KindView } from "@relais/client";
import type { Priority, Target, Targets } from "@relais/protocol";
import { type FormEvent, useId, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { priorityName } from "../../format/priority.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { UnsavedGuard } from "../shell/UnsavedGuard.tsx";
import { controlClasses } from "./control-classes.ts";
import { SettingWait } from "./SettingWait.tsx";
import { type Setting, useSetting } from "./use-setting.ts";

const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];
type Part = "answer_minutes" | "resolution_minutes";

/** Within how long, by kind and priority. An empty field is no target. */
export function TargetsForm() {
  const setting = useSetting<Targets>("/v1/desk/targets");
  const kinds = useKinds();
  if (setting.value === null) return <SettingWait setting={setting} />;
  const save = (event: FormEvent) => {
    event.preventDefault();
    void setting.save(m.targets_saved());
  };
  return (
    <form className="flex flex-col gap-5" onSubmit={save}>
      <UnsavedGuard unsaved={setting.changed} />
      <h3 className="text-17">{m.targets_within()}</h3>
      {kinds.map((kind) => (
        <KindTargets key={kind.name} kind={kind} value={setting.value} setting={setting} />
      ))}
      <Button type="submit" className="self-start" busy={setting.busy}>
        {m.targets_save()}
      </Button>
    </form>
  );
}

type KindTargetsProps = {
  kind: KindView;
  value: Targets | null;
  setting: Setting<Targets>;
};

function KindTargets({ kind, value, setting }: KindTargetsProps) {
  const targets = value?.targets ?? [];
  const at = (priority: Priority) =>
    targets.findIndex((one) => one.kind === kind.name && one.priority === priority);
  const put = (priority: Priority, part: Part, minutes: number | null) => {
    const before: Target = targets[at(priority)] ?? {
      kind: kind.name,
      priority,
      answer_minutes: null,
      resolution_minutes: null,
    };
    const after = { ...before, [part]: minutes };
    const others = targets.filter((one) => one !== targets[at(priority)]);
    const empty = after.answer_minutes === null && after.resolution_minutes === null;
    setting.change({ targets: empty ? others : [...others, after] });
  };
  return (
    <fieldset className="flex flex-col gap-3 rounded-card bg-surface p-4 shadow-lift">
      <legend className="float-start mb-1 text-17 font-semibold">{inLanguage(kind.title)}</legend>
      <div className="clear-both grid grid-cols-2 items-center gap-x-3 gap-y-2 tablet:grid-cols-[auto_1fr_1fr]">
        <span className="max-tablet:hidden" />
        <span aria-hidden="true" className="text-13 text-ink-2">
          {m.clock_answer()}
        </span>
        <span aria-hidden="true" className="text-13 text-ink-2">
          {m.clock_resolution()}
        </span>
        {priorities.map((priority) => {
          const place = at(priority);
          const one = targets[place];
          return (
            <div key={priority} className="contents">
              <span className="text-15 max-tablet:col-span-2 max-tablet:pt-1 max-tablet:font-medium">
                {priorityName(priority)}
              </span>
              {(["answer_minutes", "resolution_minutes"] as const).map((part) => (
                <Duration
                  key={part}
                  label={`${inLanguage(kind.title)}, ${priorityName(priority)}, ${
                    part === "answer_minutes" ? m.clock_answer() : m.clock_resolution()
                  }`}
                  minutes={one?.[part] ?? null}
                  error={place === -1 ? undefined : setting.wrong[`targets.${place}.${part}`]}
                  onChange={(minutes) => put(priority, part, minutes)}
                />
              ))}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

type DurationProps = {
  label: string;
  minutes: number | null;
  error: string | undefined;
  onChange: (minutes: number | null) => void;
};

/** A number of minutes or hours; whole hours are shown as such. */
function Duration({ label, minutes, error, onChange }: DurationProps) {
  const id = useId();
  const [unit, setUnit] = useState(minutes !== null && minutes % 60 !== 0 ? 1 : 60);
  const shown = minutes === null ? "" : String(minutes / unit);
  const put = (text: string, by: number) => {
    const number = Number(text);
    onChange(text === "" || !(number > 0) ? null : Math.max(1, Math.round(number * by)));
  };
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <span className="flex min-w-0 gap-1">
        <input
          type="number"
          inputMode="decimal"
          min={0}
          step="any"
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? id : undefined}
          placeholder="–"
          value={shown}
          onChange={(event) => put(event.currentTarget.value, unit)}
          className={`${controlClasses} w-full min-w-0 tablet:max-w-24`}
        />
        <select
          aria-label={m.targets_unit({ what: label })}
          value={unit}
          onChange={(event) => {
            const next = Number(event.currentTarget.value);
            setUnit(next);
            if (shown !== "") put(shown, next);
          }}
          className={`${controlClasses} shrink-0`}
        >
          <option value={1}>{m.targets_minutes()}</option>
          <option value={60}>{m.targets_hours()}</option>
        </select>
      </span>
      {error && (
        <span id={id} className="text-13 text-danger">
          {error}
        </span>
      )}
    </span>
  );
}
