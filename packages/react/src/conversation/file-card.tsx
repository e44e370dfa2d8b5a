import type { DisplayedFile } from "@relais/client";
import { Download, FileText } from "lucide-react";
import { useState } from "react";
import { download } from "../files/download.ts";
import { fileSize } from "../files/file-size.ts";
import { useHere } from "./context.ts";

/** A file that is not a picture: what it is called, how large it is, and how to have it. */
export function FileCard({ file }: { file: DisplayedFile }) {
  const { conversation, language, say } = useHere();
  const [failed, setFailed] = useState(false);
  const { id, name } = file;
  const size = fileSize(language, file.bytes);
  const save = async () => {
    if (id === null) return;
    setFailed(false);
    setFailed(!(await download(conversation, file)));
  };
  return (
    <>
      <button
        type="button"
        className="relais-file-card"
        aria-disabled={id === null || undefined}
        aria-label={say(id === null ? "file_waiting" : "file_download", { name, size })}
        onClick={() => void save()}
      >
        <FileText size={24} strokeWidth={1.75} aria-hidden="true" />
        <span>
          <strong>{name}</strong>
          <small>{size}</small>
        </span>
        {id !== null && <Download size={20} strokeWidth={1.75} aria-hidden="true" />}
      </button>
      {failed && (
        <p className="relais-problem" role="alert">
          {say("file_failed")}
        </p>
      )}
    </>
  );
}
