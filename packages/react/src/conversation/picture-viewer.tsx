import type { DisplayedFile } from "@relais/client";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { BlobImage } from "../files/blob-image.tsx";
import { useHere } from "./context.ts";
import { Dialog } from "./dialog.tsx";

type PictureViewerProps = { file: DisplayedFile; onClose: () => void };

/** One picture, as large as the screen. */
export function PictureViewer({ file, onClose }: PictureViewerProps) {
  const { say } = useHere();
  return (
    <Dialog className="relais-viewer" label={file.name} onClose={onClose}>
      {file.blob ? <BlobImage blob={file.blob} alt={file.name} /> : <FromServer file={file} />}
      <button type="button" aria-label={say("close")} title={say("close")} onClick={onClose}>
        <X size={22} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </Dialog>
  );
}

/** Addresses hold for some minutes: this one is asked for now. */
function FromServer({ file }: { file: DisplayedFile }) {
  const { conversation, say } = useHere();
  const [address, setAddress] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    let live = true;
    const ask = async () => {
      const found =
        file.id === null ? null : await conversation.fileAddress(file.id).catch(() => null);
      if (!live) return;
      setAddress(found?.address ?? null);
      setGone(found === null);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [conversation, file.id]);
  if (gone) return <p role="alert">{say("picture_gone")}</p>;
  return address === null ? null : <img src={address} alt={file.name} />;
}
