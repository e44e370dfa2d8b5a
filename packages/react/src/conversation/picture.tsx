import type { DisplayedFile } from "@relais/client";
import { useState } from "react";
import { BlobImage } from "../files/blob-image.tsx";
import { useBlur } from "../files/use-blur.ts";
import { usePicture } from "../files/use-picture.ts";
import { useHere } from "./context.ts";

/** Very long pictures are cut in the list; opened they are whole. */
const tallest = 0.6;
const widest = 2.2;
const usual = 4 / 3;

type PictureProps = {
  file: DisplayedFile;
  /** Among others it is a square; alone it keeps its own proportions. */
  alone: boolean;
  onOpen: () => void;
};

/** A picture in a message: its frame has its size from the beginning, so that nothing jumps. */
export function Picture({ file, alone, onOpen }: PictureProps) {
  const { conversation, say } = useHere();
  const picture = usePicture(conversation, file);
  const blur = useBlur(file.placeholder);
  const [measured, setMeasured] = useState<number | null>(null);
  const [shown, setShown] = useState(false);
  const known = file.width !== null && file.height !== null ? file.width / file.height : measured;
  const ratio = alone ? Math.min(widest, Math.max(tallest, known ?? usual)) : 1;
  return (
    <button
      type="button"
      className="relais-picture"
      aria-label={say("picture_open", { name: file.name })}
      onClick={onOpen}
      style={{ aspectRatio: ratio }}
    >
      {blur && !shown && <img src={blur} alt="" />}
      {picture && (
        <BlobImage
          blob={picture}
          alt=""
          decoding="async"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setShown(true);
            if (naturalHeight > 0) setMeasured(naturalWidth / naturalHeight);
          }}
        />
      )}
    </button>
  );
}
