import type { CaseView } from "@relais/client";
import { Images } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { RowButton } from "../../design/RowButton.tsx";

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
      <RowButton icon={Images} label={m.shared_title()} onClick={show} />
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
