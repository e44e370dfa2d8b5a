import type { DisplayedFile } from "@relais/client";
import { BlobImage, useBlur, usePicture } from "@relais/react/headless";
import { type ComponentProps, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { classes } from "../../../design/classes.ts";
import type { PictureSource } from "./picture-source.ts";

/** Very long pictures are cut in the list; the viewer shows all of them. */
const tallest = 0.6;
const widest = 2.2;
const usual = 4 / 3;

type PictureProps = {
  file: DisplayedFile;
  /** Alone a picture keeps its own proportions; among others it takes its place in the grid. */
  shape: "own" | "square" | "wide";
  conversation: PictureSource;
  onOpen: () => void;
};

/** A picture in a message: its frame has its size from the beginning, so that nothing jumps. */
export function Picture({ file, shape, conversation, onOpen }: PictureProps) {
  const picture = usePicture(conversation, file);
  const blur = useBlur(file.placeholder);
  const [measured, setMeasured] = useState<number | null>(null);
  const [shown, setShown] = useState(false);
  const known = file.width !== null && file.height !== null ? file.width / file.height : measured;
  const ratio = {
    own: Math.min(widest, Math.max(tallest, known ?? usual)),
    square: 1,
    wide: 2,
  }[shape];
  const drawn: ComponentProps<"img"> = {
    decoding: "async",
    onLoad: ({ currentTarget: { naturalWidth, naturalHeight } }) => {
      setShown(true);
      if (naturalHeight > 0) setMeasured(naturalWidth / naturalHeight);
    },
    className: classes(
      "absolute inset-0 size-full object-cover transition-opacity duration-(--quick)",
      !shown && "opacity-0",
    ),
  };
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={m.files_open({ name: file.name })}
      className={classes(
        "relative block overflow-hidden bg-sunken",
        shape === "own" && "w-70 max-w-full",
        shape === "wide" && "col-span-2",
      )}
      style={{ aspectRatio: ratio }}
    >
      {blur && !shown && (
        <img src={blur} alt="" className="absolute inset-0 size-full object-cover" />
      )}
      {picture && <BlobImage blob={picture} {...drawn} alt="" />}
    </button>
  );
}
