import { ExternalLink } from "lucide-react";
import { m } from "../../catalogue/index.ts";

type Place = { address: string | null; latitude: number | null; longitude: number | null };

/** The way to a place, by its coordinates where they are known. */
export function MapLink({ place: { address, latitude, longitude } }: { place: Place }) {
  const query =
    latitude === null || longitude === null ? (address ?? "") : `${latitude},${longitude}`;
  return (
    <a
      href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(query)}`}
      target="_blank"
      rel="noopener noreferrer"
      className="-mb-2 inline-flex min-h-11 items-center gap-1.5 font-semibold text-brand hover:underline"
    >
      {m.case_open_map()}
      <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
    </a>
  );
}
