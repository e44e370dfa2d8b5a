import type { OpeningHours } from "@relais/protocol";
import { useNow } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { weekday } from "../../format/time.ts";

const week = [1, 2, 3, 4, 5, 6, 7] as const;

/** Every day with its hours; today stands out. */
export function Hours({ hours }: { hours: OpeningHours }) {
  const today = new Date(useNow()).getDay() || 7;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-13 font-semibold text-ink-2">{m.workplace_hours()}</h2>
      <dl className="figures flex flex-col text-15">
        {week.map((day) => {
          const spans = hours.filter((one) => one.day === day);
          return (
            <div
              key={day}
              className={classes(
                "flex justify-between gap-4 py-1.5",
                day === today ? "font-semibold" : "text-ink-2",
              )}
            >
              <dt className="first-letter:uppercase">{weekday(day)}</dt>
              <dd>
                {spans.length === 0
                  ? m.workplace_closed()
                  : spans.map(({ opens, closes }) => `${opens}–${closes}`).join(", ")}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
