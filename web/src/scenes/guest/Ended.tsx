import { CloudOff, Link2, Link2Off, PauseCircle, RotateCw } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import type { Problem } from "./use-visit.ts";

const pages = {
  unknown: { icon: Link2Off, title: m.guest_unknown_title, text: m.guest_unknown_text },
  revoked: { icon: Link2Off, title: m.guest_revoked_title, text: m.guest_revoked_text },
  expired: { icon: Link2Off, title: m.guest_expired_title, text: m.guest_expired_text },
  suspended: {
    icon: PauseCircle,
    title: m.guest_suspended_title,
    text: m.guest_suspended_text,
  },
  again: { icon: Link2, title: m.guest_again_title, text: m.guest_again_text },
  network: { icon: CloudOff, title: m.guest_offline_title, text: m.guest_offline_text },
  failed: { icon: CloudOff, title: m.guest_failed_title, text: m.action_failed_network },
} as const;

const retriable: ReadonlySet<Problem> = new Set(["network", "failed", "suspended"]);

/** Why a link does not lead to a conversation, and what one can do. */
export function Ended({ problem, again }: { problem: Problem; again: () => void }) {
  const { icon, title, text } = pages[problem];
  return (
    <main className="grid h-dvh place-items-center" data-guest={problem}>
      <EmptyState icon={icon} level={1} title={title()} text={text()}>
        {retriable.has(problem) && (
          <Button wide onClick={again}>
            <RotateCw size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.action_retry()}
          </Button>
        )}
      </EmptyState>
    </main>
  );
}
