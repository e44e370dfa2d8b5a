import type { CaseView } from "@relais/client";
import { ChevronRight, Images } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";

/** Loaded when somebody looks for a file for the first time. */
const SharedSheet = lazy(() =>
  import("./SharedSheet.tsx").then(({ SharedSheet: sheet }) => ({ default: sheet })),
);

type SharedButtonProps = {
  subject: CaseView;
  /** What the people who do the work write among themselves; theirs alone. */
  internalId?: string | undefined;
  /** Somebody goes to a message: what lies above the conversation closes. */
  onLeave?: (() => void) | undefined;
};

/** Opens what the conversation holds: photos, files, voice notes, links. */
export function SharedButton({ subject, internalId, onLeave }: SharedButtonProps) {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  if (subject.conversation_id === null) return null;
  const show = () => {
    setUsed(true);
    setOpen(true);
  };
  return (
    <>
      <button
        type="button"
        onClick={show}
        className="-mx-2 flex min-h-12 items-center gap-3 rounded-control px-2 text-start text-15 font-semibold hover:bg-sunken"
      >
        <Images size={22} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-brand" />
        <span className="min-w-0 flex-1">{m.shared_title()}</span>
        <ChevronRight
          size={20}
          strokeWidth={1.75}
          aria-hidden="true"
          className="shrink-0 text-ink-2 rtl:rotate-180"
        />
      </button>
      {used && (
        <Suspense>
          <SharedSheet
            open={open}
            onOpenChange={setOpen}
            caseId={subject.id}
            conversationId={subject.conversation_id}
            internalId={internalId}
            onLeave={() => {
              setOpen(false);
              onLeave?.();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
