import type { CaseView, KindView } from "@relais/client";
import { hasEnded, takesPlaceAt } from "@relais/react/headless";
import { lazy, Suspense } from "react";

// Most cases have no hour.
const WhenLine = lazy(async () => ({ default: (await import("./WhenLine.tsx")).WhenLine }));

type WhenProps = { kind: KindView | undefined; subject: CaseView };

/** The day and the hour of an appointment, while it is still to come or under way. */
export function When({ kind, subject }: WhenProps) {
  const at = takesPlaceAt(kind, subject);
  if (at === null || hasEnded(kind, subject)) return null;
  return (
    // Its line is kept for it: nothing below moves.
    <Suspense fallback={<span className="block h-5.25" />}>
      <WhenLine at={at} />
    </Suspense>
  );
}
