import type { CaseView, KindView } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { dayAndClock } from "../../format/day-and-clock.ts";
import { currentLanguage } from "../../format/language.ts";
import { inLanguage } from "../../kind/kind.ts";
import { warrantyAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { MapLink } from "./MapLink.tsx";

type FieldValueProps = {
  field: KindView["fields"][number];
  value: CaseView["fields"][string] | undefined;
};

/** What stands in a field, as people read it: an amount in groups, a day by its name, a place with the way there. */
export function FieldValue({ field, value }: FieldValueProps) {
  const now = useNow();
  if (value === undefined) return <span className="text-ink-2">{m.case_field_none()}</span>;
  if (typeof value === "number") {
    return <span className="figures">{value.toLocaleString(currentLanguage())}</span>;
  }
  if (typeof value === "string") {
    const choice = field.choices.find((one) => one.value === value);
    return (
      <span className="figures wrap-anywhere">
        {field.type === "instant" ? (
          <time dateTime={value} className="inline-block first-letter:uppercase">
            {dayAndClock(value, now)}
          </time>
        ) : choice ? (
          inLanguage(choice.title)
        ) : (
          value
        )}
      </span>
    );
  }
  if ("address" in value) {
    return (
      <span className="flex min-w-0 flex-col">
        <span className="wrap-anywhere">{value.address}</span>
        <MapLink place={value} />
      </span>
    );
  }
  if (field.type !== "warranty") return <span className="wrap-anywhere">{value.title}</span>;
  return (
    <Link
      to={warrantyAddress(value.id)}
      className="font-semibold text-brand wrap-anywhere hover:underline"
    >
      {value.title}
    </Link>
  );
}
