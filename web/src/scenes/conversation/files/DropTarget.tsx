import { Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { m } from "../../../catalogue/index.ts";

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Files may be dropped anywhere on the page; while they hover, it says so. */
export function DropTarget({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  }, [onFiles]);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const hover = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // Otherwise the browser would leave this page for the file.
      event.preventDefault();
      setOver(true);
    };
    window.addEventListener("dragenter", hover, { signal });
    window.addEventListener("dragover", hover, { signal });
    window.addEventListener(
      "dragleave",
      (event) => {
        if (event.relatedTarget === null) setOver(false);
      },
      { signal },
    );
    window.addEventListener(
      "drop",
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        latest.current([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-[18px] border-2 border-dashed border-brand bg-brand-soft/90">
      <p className="flex items-center gap-3 text-20 font-semibold text-brand">
        <Upload size={26} strokeWidth={1.75} aria-hidden="true" />
        {m.files_drop()}
      </p>
    </div>
  );
}
