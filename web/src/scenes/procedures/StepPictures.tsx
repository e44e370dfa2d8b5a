import type { Attachment } from "@relais/client";
import { limits } from "@relais/protocol";
import { useClient } from "@relais/react";
import { ImagePlus, X } from "lucide-react";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { IconButton } from "../../design/IconButton.tsx";

type StepPicturesProps = {
  pictures: readonly Attachment[];
  writes: boolean;
  add: (file: File) => Promise<Attachment | null>;
  onChange: (pictures: Attachment[]) => void;
};

/** What a step shows. */
export function StepPictures({ pictures, writes, add, onChange }: StepPicturesProps) {
  const { http } = useClient();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [addresses, setAddresses] = useState<Readonly<Record<string, string>>>({});
  const ids = pictures.map(({ id }) => id).join(" ");
  useEffect(() => {
    if (ids === "") return;
    let live = true;
    const read = async () => {
      // Without an address the place of a picture stays empty, and its name is said.
      const found = await http
        .procedures()
        .then((calls) => calls.pictures(ids.split(" ")))
        .catch(() => []);
      if (!live) return;
      setAddresses(
        Object.fromEntries(found.map(({ id, address, thumbnail }) => [id, thumbnail ?? address])),
      );
    };
    void read();
    return () => {
      live = false;
    };
  }, [http, ids]);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    setBusy(true);
    const picture = await add(file);
    setBusy(false);
    target.value = "";
    if (picture) onChange([...pictures, picture]);
  };
  return (
    <>
      {pictures.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {pictures.map(({ id, name }) => (
            <li key={id} className="relative size-24 overflow-hidden rounded-control bg-sunken">
              {addresses[id] && (
                <img src={addresses[id]} alt={name} className="size-full object-cover" />
              )}
              {writes && (
                <IconButton
                  icon={X}
                  label={m.procedure_remove_picture({ name })}
                  className="absolute end-0 top-0 bg-surface/85"
                  onClick={() => onChange(pictures.filter((one) => one.id !== id))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {writes && pictures.length < limits.procedurePictures && (
        <>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/*"
            onChange={(event) => void take(event)}
          />
          <Button
            look="plain"
            className="self-start"
            busy={busy}
            onClick={() => input.current?.click()}
          >
            <ImagePlus size={18} strokeWidth={1.75} aria-hidden="true" />
            {m.procedure_add_picture()}
          </Button>
        </>
      )}
    </>
  );
}
