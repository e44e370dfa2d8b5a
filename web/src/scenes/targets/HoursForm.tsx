import type { OrganizationHours } from "@relais/protocol";
import { Copy, Plus, X } from "lucide-react";
import { type FormEvent, useMemo } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { weekday } from "../../format/time.ts";
import { ClosedDays } from "./ClosedDays.tsx";
import { UnsavedGuard } from "../shell/UnsavedGuard.tsx";
import { controlClasses } from "./control-classes.ts";
import { SettingWait } from "./SettingWait.tsx";
import { type Setting, useSetting } from "./use-setting.ts";

type Span = NonNullable<OrganizationHours["weekly"]>[number];
const days = [1, 2, 3, 4, 5, 6, 7] as const;
const usualWeek: readonly Span[] = [1, 2, 3, 4, 5].map((day) => ({
  day,
  opens: "08:00",
  closes: "18:00",
}));

/** When somebody is there: targets count only then. */
export function HoursForm() {
  const setting = useSetting<OrganizationHours>("/v1/organization/hours");
  const { value: hours } = setting;
  if (hours === null) return <SettingWait setting={setting} />;
  const save = (event: FormEvent) => {
    event.preventDefault();
    void setting.save(m.hours_saved());
  };
  return (
    <form className="flex flex-col gap-5" onSubmit={save}>
      <UnsavedGuard unsaved={setting.changed} />
      <h3 className="text-17">{m.hours_title()}</h3>
      <ZoneField hours={hours} setting={setting} />
      <Choice
        legend={m.hours_open()}
        name="open"
        value={hours.weekly === null ? "always" : "week"}
        options={[
          { value: "always", label: m.hours_always() },
          { value: "week", label: m.hours_by_week() },
        ]}
        onChange={(open) =>
          setting.change({ ...hours, weekly: open === "always" ? null : [...usualWeek] })
        }
      />
      {hours.weekly !== null && <Week hours={hours} weekly={hours.weekly} setting={setting} />}
      <ClosedDays hours={hours} setting={setting} />
      <Button type="submit" className="self-start" busy={setting.busy}>
        {m.hours_save()}
      </Button>
    </form>
  );
}

type PartProps = { hours: OrganizationHours; setting: Setting<OrganizationHours> };

function ZoneField({ hours, setting }: PartProps) {
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf("timeZone");
    return known.includes(hours.time_zone) ? known : [hours.time_zone, ...known];
  }, [hours.time_zone]);
  return (
    <Field label={m.hours_zone()} error={setting.wrong.time_zone}>
      {(attributes) => (
        <select
          {...attributes}
          value={hours.time_zone}
          onChange={(event) => setting.change({ ...hours, time_zone: event.currentTarget.value })}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Week({ hours, weekly, setting }: PartProps & { weekly: readonly Span[] }) {
  const put = (next: readonly Span[]) => setting.change({ ...hours, weekly: [...next] });
  const replace = (span: Span, part: Partial<Span>) =>
    put(weekly.map((one) => (one === span ? { ...one, ...part } : one)));
  const ofDay = (day: number) => weekly.filter((one) => one.day === day);
  const copyMonday = () =>
    put([
      ...weekly.filter(({ day }) => day === 1 || day > 5),
      ...[2, 3, 4, 5].flatMap((day) => ofDay(1).map((span) => ({ ...span, day }))),
    ]);
  return (
    <div className="flex flex-col gap-1 rounded-card bg-surface p-4 shadow-lift">
      {setting.wrong.weekly && (
        <p role="alert" className="text-15 text-danger">
          {setting.wrong.weekly}
        </p>
      )}
      {days.map((day) => {
        const spans = ofDay(day);
        const name = weekday(day);
        return (
          <fieldset
            key={day}
            aria-label={name}
            className="grid grid-cols-[1fr_auto] items-start gap-x-3 border-b border-line py-2 last:border-0 tablet:grid-cols-[6rem_1fr_auto]"
          >
            <span className="min-h-11 content-center text-15 first-letter:uppercase">{name}</span>
            <div className="flex min-w-0 flex-col gap-2 max-tablet:order-last max-tablet:col-span-2">
              {spans.length === 0 && (
                <span className="min-h-11 content-center text-15 text-ink-2">
                  {m.hours_closed()}
                </span>
              )}
              {spans.map((span) => (
                <SpanRow
                  key={weekly.indexOf(span)}
                  name={name}
                  span={span}
                  wrong={wrongOf(setting, weekly.indexOf(span))}
                  onChange={(part) => replace(span, part)}
                  onRemove={() => put(weekly.filter((one) => one !== span))}
                />
              ))}
            </div>
            <span className="flex">
              {day === 1 && spans.length > 0 && (
                <IconButton icon={Copy} label={m.hours_copy()} onClick={copyMonday} />
              )}
              <IconButton
                icon={Plus}
                label={m.hours_add({ day: name })}
                onClick={() => put([...weekly, { day, ...nextSpan(spans) }])}
              />
            </span>
          </fieldset>
        );
      })}
    </div>
  );
}

const wrongOf = ({ wrong }: Setting<OrganizationHours>, place: number): string | undefined =>
  wrong[`weekly.${place}.opens`] ?? wrong[`weekly.${place}.closes`];

/** After the last one of a day, else a whole day. */
function nextSpan(spans: readonly Span[]): Omit<Span, "day"> {
  const last = spans
    .map(({ closes }) => closes)
    .sort()
    .at(-1);
  return last === undefined || last >= "20:00"
    ? { opens: "08:00", closes: "18:00" }
    : { opens: last, closes: "20:00" };
}

type SpanRowProps = {
  name: string;
  span: Span;
  wrong: string | undefined;
  onChange: (part: Partial<Span>) => void;
  onRemove: () => void;
};

function SpanRow({ name, span, wrong, onChange, onRemove }: SpanRowProps) {
  return (
    <span className="flex flex-col">
      <span className="flex min-w-0 items-center gap-1.5">
        <input
          type="time"
          required
          aria-label={m.hours_from({ day: name })}
          aria-invalid={wrong ? true : undefined}
          value={span.opens}
          onChange={(event) => onChange({ opens: event.currentTarget.value })}
          className={`${controlClasses} min-w-0`}
        />
        <span aria-hidden="true">–</span>
        <input
          type="time"
          required
          aria-label={m.hours_to({ day: name })}
          aria-invalid={wrong ? true : undefined}
          value={span.closes}
          onChange={(event) => onChange({ closes: event.currentTarget.value })}
          className={`${controlClasses} min-w-0`}
        />
        <IconButton icon={X} label={m.hours_remove({ day: name })} onClick={onRemove} />
      </span>
      {wrong && (
        <span role="alert" className="text-13 text-danger">
          {wrong}
        </span>
      )}
    </span>
  );
}
