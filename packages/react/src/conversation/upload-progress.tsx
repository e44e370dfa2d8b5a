import type { UploadState } from "@relais/client";
import { Pause, Play, X } from "lucide-react";
import { useHere } from "./context.ts";
import { IconButton } from "./icon-button.tsx";

type UploadProgressProps = { upload: UploadState; clientId: string };

/** How far the files have come, with a pause and a way back. */
export function UploadProgress({ upload, clientId }: UploadProgressProps) {
  const { conversation, say } = useHere();
  const { paused, progress } = upload;
  const percent = Math.floor(progress * 100);
  const label = paused ? say("upload_paused") : say("upload", { percent });
  return (
    <div className="relais-upload">
      <progress aria-label={label} max={100} value={percent} />
      <span aria-hidden="true">{label}</span>
      {paused ? (
        <IconButton
          icon={Play}
          label={say("resume")}
          onClick={() => conversation.resume(clientId)}
        />
      ) : (
        <IconButton
          icon={Pause}
          label={say("pause")}
          onClick={() => conversation.pause(clientId)}
        />
      )}
      <IconButton
        icon={X}
        label={say("upload_cancel")}
        onClick={() => conversation.discard(clientId)}
      />
    </div>
  );
}
