import { MapPin } from "lucide-react";
import { clock } from "../format/time.ts";
import { usePositions } from "../use-positions.ts";
import { firstNameOf, useHere } from "./context.ts";

/** Who shows where they are at this moment, and where that is on whatever map the device has. */
export function LivePlaces() {
  const here = useHere();
  const { conversation, say } = here;
  const { shares } = usePositions(conversation.id);
  if (shares.length === 0) return null;
  return (
    <ul className="relais-live">
      {shares.map(({ share, mine, latest }) => (
        <li key={share.id}>
          <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />
          <span>
            {mine
              ? say("live_place_me")
              : say("live_place", { name: firstNameOf(here, share.user_id) })}
          </span>
          {latest === null ? (
            <small>{say("live_waiting")}</small>
          ) : (
            <a href={`geo:${latest.fix.latitude},${latest.fix.longitude}`}>
              {`${latest.fix.latitude.toFixed(5)}, ${latest.fix.longitude.toFixed(5)}`}{" "}
              <small>{say("live_at", { clock: clock(latest.fix.at) })}</small>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
