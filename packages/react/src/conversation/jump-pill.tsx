import { ChevronDown } from "lucide-react";
import { useHere } from "./context.ts";

type JumpPillProps = { unread: number; onJump: () => void };

/** Over the list while its end is out of sight: how much waits there, and the way to it. */
export function JumpPill({ unread, onJump }: JumpPillProps) {
  const { say } = useHere();
  const label = unread > 0 ? say("newest_unread", { count: unread }) : say("newest");
  return (
    <button type="button" className="relais-jump" aria-label={label} title={label} onClick={onJump}>
      {unread > 0 && <span className="relais-count">{unread > 99 ? "99+" : unread}</span>}
      <ChevronDown size={22} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
