import { Ban } from "lucide-react";
import { m } from "../../../catalogue/index.ts";

/** What stands where a message was. */
export function Tombstone() {
  return (
    <span className="inline-flex items-center gap-1.5 text-ink-2 italic">
      <Ban size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      {m.message_deleted()}
    </span>
  );
}
