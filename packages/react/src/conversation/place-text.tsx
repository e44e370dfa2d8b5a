import { parseGeoUri } from "@relais/protocol";
import { MapPin } from "lucide-react";
import { useHere } from "./context.ts";

/** A position that was written once: a card that leads to whatever map the device has. */
export function PlaceText({ uri }: { uri: string }) {
  const { say } = useHere();
  const place = parseGeoUri(uri);
  if (place === null) return <span dir="auto">{uri}</span>;
  const { latitude, longitude, accuracy_m, words } = place;
  return (
    <span className="relais-place">
      <span className="relais-place-title">
        <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />
        {say("place")}
      </span>
      <a href={`geo:${latitude},${longitude}`} rel="noopener noreferrer">
        {`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}
      </a>
      {accuracy_m !== null && <small>{say("accuracy", { metres: Math.round(accuracy_m) })}</small>}
      {words !== undefined && <span dir="auto">{words}</span>}
    </span>
  );
}
