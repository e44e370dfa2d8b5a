import { FileText, X } from "lucide-react";
import { BlobImage } from "../files/blob-image.tsx";
import { fileSize } from "../files/file-size.ts";
import type { TrayState } from "../files/use-tray.ts";
import { useHere } from "./context.ts";
import { IconButton } from "./icon-button.tsx";

/** Files that were chosen and wait for the message to be sent. */
export function Tray({ tray }: { tray: TrayState }) {
  const { language, say } = useHere();
  return (
    <ul className="relais-tray">
      {tray.files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be chosen twice
        <li key={`${index}:${file.name}`}>
          {file.type.startsWith("image/") ? (
            <BlobImage blob={file} alt="" />
          ) : (
            <FileText size={22} strokeWidth={1.75} aria-hidden="true" />
          )}
          <span>
            {file.name}
            <small>{fileSize(language, file.size)}</small>
          </span>
          <IconButton
            icon={X}
            label={say("detach", { name: file.name })}
            onClick={() => tray.remove(file)}
          />
        </li>
      ))}
    </ul>
  );
}
