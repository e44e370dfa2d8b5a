import { Star } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";

type StarsProps = { legend: string; score: number | null; onChange: (score: number) => void };

const words: readonly (() => string)[] = [
  m.rating_1,
  m.rating_2,
  m.rating_3,
  m.rating_4,
  m.rating_5,
];

/** One to five. Real radio buttons: arrows move, a reader says what each means. */
export function Stars({ legend, score, onChange }: StarsProps) {
  return (
    <fieldset className="min-w-0 flex-1">
      <legend className="pt-2 text-15 font-semibold">{legend}</legend>
      <div className="-ms-2.5 flex flex-wrap items-center">
        {words.map((word, index) => {
          const value = index + 1;
          const filled = score !== null && value <= score;
          return (
            <label
              key={value}
              className="relative grid size-11 cursor-pointer place-items-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-brand"
            >
              <input
                type="radio"
                name="rating"
                className="absolute inset-0 cursor-pointer opacity-0"
                checked={score === value}
                onChange={() => onChange(value)}
                aria-label={`${value} · ${word()}`}
              />
              <Star
                size={26}
                strokeWidth={1.75}
                aria-hidden="true"
                className={classes(filled ? "fill-current text-brand" : "text-ink-2")}
              />
            </label>
          );
        })}
        <span className="ps-2 text-15 text-ink-2" aria-hidden="true">
          {score === null ? "" : words[score - 1]?.()}
        </span>
      </div>
    </fieldset>
  );
}
