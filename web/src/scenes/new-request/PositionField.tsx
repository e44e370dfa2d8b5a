import { LocateFixed, X } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import type { Position } from "./request-draft.ts";

type PositionFieldProps = {
  position: Position | null;
  onChange: (position: Position | null) => void;
};

/** Attaches where the device is, only when asked, and says how exact it is. */
export function PositionField({ position, onChange }: PositionFieldProps) {
  const [state, setState] = useState<"idle" | "searching" | "denied" | "failed">("idle");

  function locate() {
    setState("searching");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("idle");
        onChange({
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracy: Math.round(coords.accuracy),
        });
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? "denied" : "failed"),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  }

  if (!("geolocation" in navigator)) return null;
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3" aria-live="polite">
      {position ? (
        <span className="appear flex items-center gap-1 rounded-control bg-brand-soft ps-3 text-15">
          <LocateFixed size={18} strokeWidth={1.75} aria-hidden="true" className="text-brand" />
          <span className="ps-1">{m.new_position_found({ meters: position.accuracy })}</span>
          <IconButton icon={X} label={m.new_position_remove()} onClick={() => onChange(null)} />
        </span>
      ) : (
        <Button look="plain" className="-ms-2 px-2" busy={state === "searching"} onClick={locate}>
          {state !== "searching" && <LocateFixed size={18} strokeWidth={1.75} aria-hidden="true" />}
          {state === "searching" ? m.new_position_searching() : m.new_position_use()}
        </Button>
      )}
      {state === "denied" && <p className="text-13 text-ink-2">{m.new_position_denied()}</p>}
      {state === "failed" && <p className="text-13 text-ink-2">{m.new_position_failed()}</p>}
    </div>
  );
}
