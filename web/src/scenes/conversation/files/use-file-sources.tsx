import { fileTypes } from "@relais/protocol";
import { type ChangeEvent, type ReactNode, useRef } from "react";

/** By type and by ending: systems know one or the other. Phones turn HEIC into JPEG for such a list. */
const acceptOf = (wanted: (type: string) => boolean) =>
  Object.entries(fileTypes)
    .filter(([type]) => wanted(type))
    .flatMap(([type, endings]) => [type, ...endings.map((ending) => `.${ending}`)])
    .join(",");
const accept = acceptOf(() => true);
const acceptPictures = acceptOf((type) => type.startsWith("image/"));

/** Ways by which files come in, each to be called by a tap. */
export type FileSources = { files: () => void; pictures: () => void; camera: () => void };

/** The fields behind them, to be put somewhere in the page. */
export function useFileSources(onFiles: (files: readonly File[]) => void): {
  sources: FileSources;
  fields: ReactNode;
} {
  const files = useRef<HTMLInputElement>(null);
  const pictures = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(target.files ?? [])]);
    // The same file may be chosen again.
    target.value = "";
  };
  const common = { type: "file", hidden: true, onChange: take } as const;
  return {
    sources: {
      files: () => files.current?.click(),
      pictures: () => pictures.current?.click(),
      camera: () => camera.current?.click(),
    },
    fields: (
      <>
        <input {...common} ref={files} multiple accept={accept} />
        <input {...common} ref={pictures} multiple accept={acceptPictures} />
        <input {...common} ref={camera} accept="image/jpeg" capture="environment" />
      </>
    ),
  };
}
