import { fileTypes } from "@relais/protocol";
import { Camera, Paperclip } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import { useTouch } from "../../../session/media.ts";

/** By type and by ending: systems know one or the other. Phones turn HEIC into JPEG for such a list. */
const accept = Object.entries(fileTypes)
  .flatMap(([type, endings]) => [type, ...endings.map((ending) => `.${ending}`)])
  .join(",");

/** How files come in: from the device, and on phones from the camera. */
export function AttachButtons({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const touch = useTouch();
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(target.files ?? [])]);
    // The same file may be chosen again.
    target.value = "";
  };
  return (
    <div className="flex shrink-0">
      <input ref={picker} type="file" hidden multiple accept={accept} onChange={take} />
      <IconButton
        icon={Paperclip}
        label={m.files_attach()}
        onClick={() => picker.current?.click()}
      />
      {touch && (
        <>
          <input
            ref={camera}
            type="file"
            hidden
            accept="image/jpeg"
            capture="environment"
            onChange={take}
          />
          <IconButton
            icon={Camera}
            label={m.files_camera()}
            onClick={() => camera.current?.click()}
          />
        </>
      )}
    </div>
  );
}
