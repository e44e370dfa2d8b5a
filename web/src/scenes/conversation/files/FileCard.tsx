import type { Conversation, DisplayedFile } from "@relais/client";
import { download } from "@relais/react/headless";
import { Download, FileText } from "lucide-react";
import { useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { fileSize } from "./file-size.ts";

type FileCardProps = { file: DisplayedFile; conversation: Conversation };

/** A file that is not a picture: what it is called, how large it is, and how to have it. */
export function FileCard({ file, conversation }: FileCardProps) {
  const [failed, setFailed] = useState(false);
  const { id, name } = file;
  const size = fileSize(file.bytes);
  const save = async () => {
    if (id === null) return;
    setFailed(false);
    setFailed(!(await download(conversation, file)));
  };
  return (
    <>
      <button
        type="button"
        onClick={() => void save()}
        aria-disabled={id === null || undefined}
        aria-label={
          id === null ? m.files_waiting({ name, size }) : m.files_download({ name, size })
        }
        className="flex min-h-13 w-64 max-w-full items-center gap-3 rounded-[12px] bg-paper/70 px-3 py-2 text-start hover:bg-paper"
      >
        <FileText size={24} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-brand" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-15 font-medium">{name}</span>
          <span className="figures block text-13 text-ink-2">{size}</span>
        </span>
        {id !== null && (
          <Download
            size={20}
            strokeWidth={1.75}
            aria-hidden="true"
            className="shrink-0 text-ink-2"
          />
        )}
      </button>
      {failed && (
        <p role="alert" className="max-w-64 text-13 text-danger">
          {m.files_unavailable()}
        </p>
      )}
    </>
  );
}
