import type { OrganizationHours } from "@relais/protocol";
import { Plus, X } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { controlClasses } from "./control-classes.ts";
import type { Setting } from "./use-setting.ts";

type ClosedDay = OrganizationHours["closed_days"][number];

/** Feasts and holidays. */
export function ClosedDays({
  hours,
  setting,
}: {
  hours: OrganizationHours;
  setting: Setting<OrganizationHours>;
}) {
  const { closed_days } = hours;
  const put = (days: readonly ClosedDay[]) => setting.change({ ...hours, closed_days: [...days] });
  const replace = (place: number, part: Partial<ClosedDay>) =>
    put(closed_days.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <fieldset className="flex flex-col gap-2 rounded-card bg-surface p-4 shadow-lift">
      <legend className="float-start text-15 font-semibold">{m.hours_closed_days()}</legend>
      {closed_days.length === 0 && (
        <p className="clear-both text-15 text-ink-2">{m.hours_no_closed_days()}</p>
      )}
      <ul className="clear-both flex flex-col gap-2">
        {closed_days.map((one, place) => {
          const wrong = setting.wrong[`closed_days.${place}.day`];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a day that is typed anew stays the same line
            <li key={place} className="flex flex-col gap-1">
              <span className="flex items-center gap-1.5">
                <input
                  type="date"
                  required
                  aria-label={m.hours_day()}
                  aria-invalid={wrong ? true : undefined}
                  value={one.day}
                  onChange={(event) => replace(place, { day: event.currentTarget.value })}
                  className={controlClasses}
                />
                <input
                  type="text"
                  maxLength={80}
                  aria-label={m.hours_day_title()}
                  placeholder={m.hours_day_title()}
                  value={one.title}
                  onChange={(event) => replace(place, { title: event.currentTarget.value })}
                  className={`${controlClasses} min-w-0 flex-1`}
                />
                <IconButton
                  icon={X}
                  label={m.hours_day_remove({ day: one.title || one.day })}
                  onClick={() => put(closed_days.filter((_, at) => at !== place))}
                />
              </span>
              {wrong && (
                <span role="alert" className="text-13 text-danger">
                  {wrong}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Button
        look="quiet"
        className="self-start"
        onClick={() => put([...closed_days, { day: "", title: "" }])}
      >
        <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.hours_day_add()}
      </Button>
    </fieldset>
  );
}
