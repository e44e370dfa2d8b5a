import { isPicture } from "@relais/protocol";
import { BlobImage, type TrayState } from "@relais/react/headless";
import { FileText, X } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { fileSize } from "./file-size.ts";

/** What will go with the message, above where one writes; each can be taken out again. */
export function Tray({ tray }: { tray: TrayState }) {
  return (
    <ul
      aria-label={m.files_tray()}
      className="mx-auto flex w-full max-w-208 gap-2 overflow-x-auto px-1 pt-1 pb-2"
    >
      {tray.files.map((file, index) => (
        <Chosen
          // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be chosen twice
          key={`${index} ${file.name}`}
          file={file}
          onRemove={() => tray.remove(file)}
        />
      ))}
    </ul>
  );
}

function Chosen({ file, onRemove }: { file: File; onRemove: () => void }) {
  const picture = isPicture(file.type);
  return (
    <li className="relative flex h-16 shrink-0 items-center overflow-hidden rounded-[12px] bg-sunken">
      {picture ? (
        <BlobImage blob={file} alt={file.name} className="size-16 object-cover" />
      ) : (
        <div className="flex max-w-48 items-center gap-2 ps-3 pe-11 text-13">
          <FileText
            size={20}
            strokeWidth={1.75}
            aria-hidden="true"
            className="shrink-0 text-brand"
          />
          <span className="min-w-0">
            <span className="block truncate font-medium">{file.name}</span>
            <span className="figures block text-ink-2">{fileSize(file.size)}</span>
          </span>
        </div>
      )}
      <button
        type="button"
        aria-label={m.files_remove({ name: file.name })}
        title={m.files_remove({ name: file.name })}
        onClick={onRemove}
        className="absolute end-0 top-0 grid size-11 place-items-start justify-items-end p-1"
      >
        <span className="grid size-6 place-items-center rounded-full bg-ink text-paper">
          <X size={14} strokeWidth={2.25} aria-hidden="true" />
        </span>
      </button>
    </li>
  );
}
