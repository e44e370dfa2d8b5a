import { limits } from "@relais/protocol";
import { BlobImage } from "@relais/react/headless";
import { Camera, CircleAlert, Images, type LucideIcon, RotateCw, X } from "lucide-react";
import { useId, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { useFileSources } from "../conversation/files/use-file-sources.tsx";
import type { Photo, Photos } from "./photos.ts";

type PhotoFieldProps = {
  photos: Photos;
  shown: readonly Photo[];
  /** Without a network a photo waits: nothing is wrong with it. */
  connected: boolean;
  required: boolean;
  error: string | null;
};

/** Photos taken here and now, or chosen; each goes at once, and says how far it is. */
export function PhotoField({ photos, shown, connected, required, error }: PhotoFieldProps) {
  const id = useId();
  const [tooMany, setTooMany] = useState(false);
  const { sources, fields } = useFileSources((files) => setTooMany(!photos.add(files)));
  const refused = shown.find(({ state }) => state === "refused");
  const broken = shown.some(({ state }) => state === "broken");
  const problem =
    error ??
    refused?.why ??
    (broken && connected ? m.proof_photo_broken() : null) ??
    (tooMany ? m.proof_photos_most({ max: limits.proofPhotos }) : null);
  const going = shown.filter(({ state }) => state === "going");
  return (
    <fieldset
      aria-labelledby={`${id}-label`}
      aria-describedby={problem ? `${id}-problem` : undefined}
      className="flex flex-col gap-1.5"
    >
      <p
        id={`${id}-label`}
        className="flex items-baseline justify-between gap-3 text-15 font-semibold"
      >
        {m.proof_photos()}
        {!required && <span className="text-13 font-normal text-ink-2">{m.new_optional()}</span>}
      </p>
      <div className="flex flex-wrap gap-2">
        {shown.map((photo, index) => (
          <Tile
            // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be chosen twice
            key={`${index} ${photo.file.name}`}
            photo={photo}
            connected={connected}
            number={index + 1}
            onAgain={() => photos.again()}
            onRemove={() => {
              photos.remove(photo.file);
              setTooMany(false);
            }}
          />
        ))}
        {shown.length < limits.proofPhotos && (
          <>
            <Add icon={Camera} label={m.files_camera()} onClick={sources.camera} />
            <Add icon={Images} label={m.files_pictures()} onClick={sources.pictures} />
          </>
        )}
      </div>
      {fields}
      <p aria-live="polite" className="sr-only">
        {going.length > 0 ? m.proof_photos_going() : ""}
      </p>
      {problem && (
        <p
          id={`${id}-problem`}
          role="alert"
          className="flex items-start gap-1.5 text-15 text-danger"
        >
          <CircleAlert
            size={18}
            strokeWidth={1.75}
            className="mt-0.5 shrink-0"
            aria-hidden="true"
          />
          {problem}
        </p>
      )}
    </fieldset>
  );
}

type AddProps = { icon: LucideIcon; label: string; onClick: () => void };

function Add({ icon: Icon, label, onClick }: AddProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-20 place-items-center rounded-card bg-surface text-brand shadow-[inset_0_0_0_1px_var(--line-strong)] transition-colors duration-(--quick) hover:bg-brand-soft"
    >
      <Icon size={28} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

type TileProps = {
  photo: Photo;
  connected: boolean;
  number: number;
  onAgain: () => void;
  onRemove: () => void;
};

function Tile({ photo, connected, number, onAgain, onRemove }: TileProps) {
  const { file, state, part } = photo;
  const failed = (state === "broken" && connected) || state === "refused";
  return (
    <div className="relative size-20 overflow-hidden rounded-card bg-sunken">
      <BlobImage blob={file} alt={m.proof_photo({ number })} className="size-full object-cover" />
      {state === "going" && (
        <progress
          aria-label={m.files_progress({ percent: Math.floor(part * 100) })}
          max={1}
          value={part}
          className="absolute inset-x-2 bottom-3 w-auto accent-brand"
          style={{ height: 6 }}
        />
      )}
      {state === "broken" && connected && (
        <button
          type="button"
          aria-label={m.proof_photo_again({ number })}
          title={m.proof_photo_again({ number })}
          onClick={onAgain}
          className="absolute start-0 bottom-0 grid size-11 place-items-center"
        >
          <span className="grid size-8 place-items-center rounded-full bg-danger-soft text-danger">
            <RotateCw size={18} strokeWidth={2} aria-hidden="true" />
          </span>
        </button>
      )}
      {failed && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 rounded-card"
          style={{ boxShadow: "inset 0 0 0 2px var(--danger)" }}
        />
      )}
      <button
        type="button"
        aria-label={m.proof_photo_remove({ number })}
        title={m.proof_photo_remove({ number })}
        onClick={onRemove}
        className="absolute end-0 top-0 grid size-11 place-items-start justify-items-end p-1"
      >
        <span className="grid size-6 place-items-center rounded-full bg-ink text-paper">
          <X size={14} strokeWidth={2.25} aria-hidden="true" />
        </span>
      </button>
    </div>
  );
}
