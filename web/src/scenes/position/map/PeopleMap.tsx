import { useClient } from "@relais/react";
import { LocateFixed } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { classes } from "../../../design/classes.ts";
import { currentLanguage } from "../../../format/language.ts";
import { useTheme } from "../../../session/theme.ts";
import { LiveMap } from "./live-map.ts";
import { mapSource } from "./map-source.ts";
import type { MapPerson, Place } from "./place.ts";

type PeopleMapProps = {
  people: readonly MapPerson[];
  destination: Place | null;
  /** A page of its own has gestures; a card in a conversation must not catch the finger that scrolls. */
  gestures?: boolean;
  /** Pixels of its lower edge that something else covers. */
  covered?: number;
  className?: string;
};

/** People who move, on a map. */
export function PeopleMap(props: PeopleMapProps) {
  const { people, destination, gestures = false, covered = 0, className } = props;
  const client = useClient();
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<LiveMap | null>(null);
  const [following, setFollowing] = useState(true);
  const coveredNow = useRef(covered);
  const label = m.position_map({ names: people.map(({ name }) => name).join(", ") });

  useEffect(() => {
    if (place.current === null) return;
    const made = new LiveMap(place.current, {
      gestures,
      words: { zoomIn: m.position_zoom_in(), zoomOut: m.position_zoom_out() },
      padding: () => {
        // Pins stand above their place.
        const [top, side] = gestures ? [88, 56] : [50, 28];
        return { top, right: side, bottom: side + coveredNow.current, left: side };
      },
      followed: setFollowing,
    });
    setLive(made);
    return () => made.remove();
  }, [gestures]);

  useEffect(() => {
    if (live === null) return;
    let gone = false;
    live.showBase(null, theme, currentLanguage());
    const addStreets = async () => {
      const tiles = await mapSource(client);
      if (!gone && tiles !== null) live.showBase(tiles, theme, currentLanguage());
    };
    void addStreets();
    return () => {
      gone = true;
    };
  }, [live, client, theme]);

  useEffect(() => live?.name(label), [live, label]);

  useEffect(() => {
    coveredNow.current = covered;
    live?.show(people, destination);
  }, [live, people, destination, covered]);

  return (
    <div className={classes("relative isolate overflow-hidden", className)}>
      <div ref={place} className="absolute inset-0" />
      {gestures && !following && (
        <button
          type="button"
          onClick={() => live?.follow()}
          style={{ bottom: covered + 16 }}
          className="appear absolute end-4 z-10 inline-flex min-h-11 items-center gap-2 rounded-full bg-surface px-4 text-15 font-semibold text-ink shadow-float hover:bg-sunken"
        >
          <LocateFixed size={20} strokeWidth={1.75} aria-hidden="true" className="text-brand" />
          {m.position_recenter()}
        </button>
      )}
    </div>
  );
}
