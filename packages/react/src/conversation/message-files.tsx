import type { DisplayedFile, DisplayedMessage } from "@relais/client";
import { isPicture } from "@relais/protocol";
import { useState } from "react";
import { FileCard } from "./file-card.tsx";
import { Picture } from "./picture.tsx";
import { PictureViewer } from "./picture-viewer.tsx";
import { UploadProgress } from "./upload-progress.tsx";
import { VoiceNote } from "./voice-note.tsx";

type MessageFilesProps = { message: DisplayedMessage; files: readonly DisplayedFile[] };

/** What a message brings: pictures together, voice notes to be heard, then everything else as cards. */
export function MessageFiles({ message, files }: MessageFilesProps) {
  const [open, setOpen] = useState<DisplayedFile | null>(null);
  const pictures = files.filter(({ type }) => isPicture(type));
  const voices = files.filter(({ voice }) => voice !== undefined);
  const others = files.filter(({ type, voice }) => voice === undefined && !isPicture(type));
  return (
    <div className="relais-files">
      {pictures.length > 0 && (
        <div className="relais-pictures" data-many={pictures.length > 1 || undefined}>
          {pictures.map((file) => (
            <Picture
              key={file.key}
              file={file}
              alone={pictures.length === 1}
              onOpen={() => setOpen(file)}
            />
          ))}
        </div>
      )}
      {voices.map((file) => (
        <VoiceNote key={file.key} message={message} file={file} />
      ))}
      {others.map((file) => (
        <FileCard key={file.key} file={file} />
      ))}
      {message.upload && message.client_id && (
        <UploadProgress upload={message.upload} clientId={message.client_id} />
      )}
      {open !== null && <PictureViewer file={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
