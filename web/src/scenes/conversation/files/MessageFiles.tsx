import type { Conversation, DisplayedFile, DisplayedMessage } from "@relais/client";
import { isPicture } from "@relais/protocol";
import { lazy, Suspense, useMemo, useState } from "react";
import { classes } from "../../../design/classes.ts";
import { FileCard } from "./FileCard.tsx";
import { Picture } from "./Picture.tsx";
import { UploadProgress } from "./UploadProgress.tsx";

/** Loaded with the first voice note. */
const VoiceNote = lazy(async () => {
  const { VoiceNote: component } = await import("../voice/VoiceNote.tsx");
  return { default: component };
});

/** Loaded when the first picture is opened. */
const Viewer = lazy(() => import("./Viewer.tsx"));

type MessageFilesProps = {
  message: DisplayedMessage;
  files: readonly DisplayedFile[];
  /** Whose portrait stands beside a voice note; without one there is none. */
  sender?: { id: string; full_name: string } | undefined;
  conversation: Conversation;
};

/** What a message brings: pictures together, voice notes to be heard, then everything else as cards. */
export function MessageFiles({ message, files, sender, conversation }: MessageFilesProps) {
  const [open, setOpen] = useState<number | null>(null);
  const pictures = useMemo(() => files.filter(({ type }) => isPicture(type)), [files]);
  const voices = files.filter(({ voice }) => voice !== undefined);
  const others = files.filter(({ type, voice }) => voice === undefined && !isPicture(type));
  return (
    <div className="flex flex-col gap-1.5 pt-1 pb-1">
      {pictures.length > 0 && (
        <div
          className={classes(
            "-mx-2 grid gap-1 overflow-hidden rounded-[12px]",
            pictures.length > 1 && "w-70 max-w-[calc(100%+1rem)] grid-cols-2",
          )}
        >
          {pictures.map((file, index) => (
            <Picture
              key={file.key}
              file={file}
              shape={
                pictures.length === 1
                  ? "own"
                  : // An odd one fills its row.
                    index === pictures.length - 1 && index % 2 === 0
                    ? "wide"
                    : "square"
              }
              conversation={conversation}
              onOpen={() => setOpen(index)}
            />
          ))}
        </div>
      )}
      {voices.map((file) => (
        <Suspense key={file.key} fallback={<div className="h-18 w-76 max-w-full" />}>
          <VoiceNote message={message} file={file} sender={sender} conversation={conversation} />
        </Suspense>
      ))}
      {others.map((file) => (
        <FileCard key={file.key} file={file} conversation={conversation} />
      ))}
      {message.upload && message.client_id && (
        <UploadProgress
          upload={message.upload}
          clientId={message.client_id}
          conversation={conversation}
        />
      )}
      {open !== null && (
        <Suspense fallback={null}>
          <Viewer
            pictures={pictures}
            first={open}
            conversation={conversation}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
