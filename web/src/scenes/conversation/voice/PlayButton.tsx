import type { Playing } from "@relais/react/headless";
import { Pause, Play } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { Spinner } from "../../../design/Spinner.tsx";

type PlayButtonProps = { status: Playing["status"]; length: string; onToggle: () => void };

/** One button for all that a sound can do: begin, stop for a moment, go on. */
export function PlayButton({ status, length, onToggle }: PlayButtonProps) {
  const playing = status === "playing";
  const label = playing ? m.voice_pause() : m.voice_play({ length });
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-busy={status === "loading" || undefined}
      onClick={onToggle}
      className="grid size-11 shrink-0 place-items-center rounded-full bg-brand text-on-brand transition-colors duration-(--quick) hover:bg-brand-strong"
    >
      {status === "loading" ? (
        <Spinner />
      ) : playing ? (
        <Pause size={20} strokeWidth={1.75} fill="currentcolor" aria-hidden="true" />
      ) : (
        <Play
          size={20}
          strokeWidth={1.75}
          fill="currentcolor"
          aria-hidden="true"
          className="translate-x-px"
        />
      )}
    </button>
  );
}
