import type { CaseView, KindView } from "@relais/client";
import { hasEnded } from "@relais/react/headless";
import { CircleDot, MapPin } from "lucide-react";
import { inLanguage } from "./kind.ts";

type WhereProps = { kind: KindView | undefined; subject: CaseView };

/** The places that whoever does the work goes to, in their order: where from, where to. */
export function Where({ kind, subject }: WhereProps) {
  const places = hasEnded(kind, subject) ? [] : placesOf(kind, subject);
  if (places.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-15 text-ink-2">
      {places.map(({ name, address }, index) => {
        const Icon = index < places.length - 1 ? CircleDot : MapPin;
        return (
          <li key={name} className="flex items-start gap-2 leading-snug">
            <Icon size={17} strokeWidth={1.75} aria-hidden="true" className="mt-0.5 shrink-0" />
            <span className="line-clamp-2">
              {name && <span className="sr-only">{name} </span>}
              {address}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function placesOf(kind: KindView | undefined, { address, fields }: CaseView) {
  const named = (kind?.fields ?? []).flatMap(({ name, type, label }) => {
    const value = fields[name];
    return type === "place" && typeof value === "object" && "address" in value
      ? [{ name: inLanguage(label), address: value.address }]
      : [];
  });
  return address === null ? named : [{ name: "", address }, ...named];
}
