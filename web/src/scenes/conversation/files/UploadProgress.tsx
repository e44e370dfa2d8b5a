import type { Conversation, UploadState } from "@relais/client";
import { useConnection } from "@relais/react";
import { Pause, Play, X } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";

type UploadProgressProps = { upload: UploadState; clientId: string; conversation: Conversation };

/** The way around a circle of radius 15. */
const circumference = 2 * Math.PI * 15;

/** How far the files have come, with a pause and a way back. */
export function UploadProgress({ upload, clientId, conversation }: UploadProgressProps) {
  const { paused, progress } = upload;
  const percent = Math.floor(progress * 100);
  const connected = useConnection().status === "connected";
  const going = connected ? m.files_progress({ percent }) : m.files_no_network();
  const label = paused ? m.files_paused() : going;
  return (
    <div className="flex items-center gap-1">
      <svg viewBox="0 0 36 36" className="size-9 -rotate-90 text-brand" aria-hidden="true">
        <circle
          cx="18"
          cy="18"
          r="15"
          fill="none"
          stroke="currentcolor"
          strokeWidth="3"
          opacity=".2"
        />
        <circle
          cx="18"
          cy="18"
          r="15"
          fill="none"
          stroke="currentcolor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={circumference}
          strokeDashoffset={circumference * (1 - progress)}
        />
      </svg>
      <progress className="sr-only" aria-label={label} max={100} value={percent} />
      <span className="figures min-w-0 flex-1 ps-1 text-13 text-ink-2">{label}</span>
      {paused ? (
        <IconButton
          icon={Play}
          label={m.files_resume()}
          onClick={() => conversation.resume(clientId)}
        />
      ) : (
        <IconButton
          icon={Pause}
          label={m.files_pause()}
          onClick={() => conversation.pause(clientId)}
        />
      )}
      <IconButton
        icon={X}
        label={m.files_cancel()}
        onClick={() => conversation.discard(clientId)}
      />
    </div>
  );
}
