import { parseGeoUri } from "@relais/protocol";
import { MapPin } from "lucide-react";
import { m } from "../../catalogue/index.ts";

/** A position that was written once: the coordinates, and whatever map program the device has. */
export function PlaceText({ uri }: { uri: string }) {
  const place = parseGeoUri(uri);
  if (place === null) return <span dir="auto">{uri}</span>;
  const { latitude, longitude, accuracy_m, words } = place;
  return (
    <span className="flex flex-col gap-0.5">
      <span className="flex items-center gap-1.5 font-semibold">
        <MapPin size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        {m.position_message()}
      </span>
      <a
        href={`geo:${latitude},${longitude}`}
        rel="noopener noreferrer"
        className="figures inline-flex min-h-11 items-center font-medium text-brand underline underline-offset-2"
      >
        {`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}
      </a>
      {accuracy_m !== null && (
        <span className="text-13 text-ink-2">
          {m.position_accuracy({ metres: String(Math.round(accuracy_m)) })}
        </span>
      )}
      {words !== undefined && (
        <span dir="auto" className="whitespace-pre-wrap">
          {words}
        </span>
      )}
    </span>
  );
}
