import type { GuidanceSummary } from "@relais/client";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { tookSeconds } from "../guidance/took-time.ts";

const RecordSheet = lazy(async () => {
  const { RecordSheet: component } = await import("../guidance/RecordSheet.tsx");
  return { default: component };
});

/** Under the line that says that a guidance began or ended: in figures, and the way to its steps. */
export function GuidanceChange({ guidance }: { guidance: GuidanceSummary }) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const { ended } = guidance;
  if (ended === null) return null;
  return (
    <>
      <p className="figures text-15">
        {m.procedure_steps({ count: ended.steps })}
        {ended.failed_steps > 0 && ` · ${m.history_guidance_failed({ count: ended.failed_steps })}`}
        {` · ${tookSeconds(ended.seconds)}`}
      </p>
      {ended.steps > 0 && (
        <Button
          look="plain"
          className="-ms-4 self-start"
          onClick={() => {
            setWanted(true);
            setOpen(true);
          }}
        >
          {m.history_guidance_steps()}
        </Button>
      )}
      {wanted && (
        <Suspense>
          <RecordSheet guidance={guidance} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
