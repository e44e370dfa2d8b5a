import { ChevronDown } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { UnreadBadge } from "../../design/UnreadBadge.tsx";

/** Brings back to the newest message, and says how many wait there. */
export function JumpPill({ unread, onJump }: { unread: number; onJump: () => void }) {
  return (
    <button
      type="button"
      aria-label={m.jump_newest()}
      title={m.jump_newest()}
      onClick={onJump}
      className="rise absolute end-4 bottom-3 flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full bg-surface px-2.5 text-ink shadow-float hover:bg-sunken"
    >
      <UnreadBadge count={unread} />
      <ChevronDown size={22} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
