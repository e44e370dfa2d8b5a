import type { Attachment, CaseFiles, CaseView, DisplayedFile, TimelineEntry } from "@relais/client";
import { useClient, useTimeline } from "@relais/react";
import { useNow } from "@relais/react/headless";
import { ShieldCheck, UserCheck } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { TopLayer } from "../../design/TopLayer.tsx";
import { dayClock, fullInstant } from "../../format/time.ts";
import { Picture } from "../conversation/files/Picture.tsx";

/** Loaded when the first picture is opened. */
const Viewer = lazy(() => import("../conversation/files/Viewer.tsx"));

type ProofProps = { subject: CaseView; entries: readonly TimelineEntry[] };

/** What the case was last proved by: who received it, whether the code was right, the photos. */
export function Proof({ subject, entries }: ProofProps) {
  const now = useNow();
  const entry = entries.findLast(({ proof }) => proof !== undefined);
  if (!entry?.proof) return null;
  const { received_by, photos, code } = entry.proof;
  const erased = received_by === null && photos.length === 0 && !code;
  return (
    <section className="appear flex flex-col gap-3" data-proof>
      <h3 className="text-13 font-semibold text-ink-2">{m.proof_title()}</h3>
      <div className="flex flex-col gap-1.5 text-15">
        {received_by !== null && (
          <p className="flex items-start gap-2 font-medium">
            <UserCheck
              size={20}
              strokeWidth={1.75}
              className="shrink-0 text-success"
              aria-hidden="true"
            />
            <span className="wrap-anywhere">{m.proof_received({ name: received_by })}</span>
          </p>
        )}
        {code && (
          <p className="flex items-start gap-2 font-medium">
            <ShieldCheck
              size={20}
              strokeWidth={1.75}
              className="shrink-0 text-success"
              aria-hidden="true"
            />
            {m.proof_code_right()}
          </p>
        )}
        {erased && <p className="text-ink-2">{m.proof_erased()}</p>}
        <p className="text-13 text-ink-2">
          {entry.actor && `${entry.actor.full_name} · `}
          <time dateTime={entry.at} title={fullInstant(entry.at)}>
            {dayClock(entry.at, now)}
          </time>
        </p>
      </div>
      {photos.length > 0 && <PhotoRow caseId={subject.id} photos={photos} />}
    </section>
  );
}

/** The same where nothing else of its timeline is shown. */
export function ProofOf({ subject }: { subject: CaseView }) {
  return <Proof subject={subject} entries={useTimeline(subject).entries} />;
}

type PhotoRowProps = { caseId: string; photos: readonly Attachment[] };

function PhotoRow({ caseId, photos }: PhotoRowProps) {
  const files = useCaseFiles(caseId);
  const [open, setOpen] = useState<number | null>(null);
  const pictures = useMemo(() => photos.map(displayed), [photos]);
  return (
    <div className="grid grid-cols-3 gap-1.5 [&>button]:rounded-[10px]">
      {pictures.map((file, index) =>
        files === null ? (
          <div key={file.key} className="rounded-card bg-sunken" style={{ aspectRatio: 1 }} />
        ) : (
          <Picture
            key={file.key}
            file={file}
            shape="square"
            conversation={files}
            onOpen={() => setOpen(index)}
          />
        ),
      )}
      {open !== null && files !== null && (
        <TopLayer label={m.proof_photos()} onClose={() => setOpen(null)}>
          {(root) => (
            <Suspense fallback={null}>
              <Viewer
                pictures={pictures}
                first={open}
                conversation={files}
                within={root}
                onClose={() => setOpen(null)}
              />
            </Suspense>
          )}
        </TopLayer>
      )}
    </div>
  );
}

const displayed = ({ voice: _none, ...photo }: Attachment): DisplayedFile => ({
  ...photo,
  key: photo.id,
});

function useCaseFiles(caseId: string): CaseFiles | null {
  const client = useClient();
  const [files, setFiles] = useState<CaseFiles | null>(null);
  useEffect(() => {
    let live = true;
    client.caseFiles(caseId).then(
      (found) => live && setFiles(found),
      // Without a network: the places of the photos stay.
      () => {},
    );
    return () => {
      live = false;
    };
  }, [client, caseId]);
  return files;
}
