import { lazy, Suspense } from "react";
import { afterwards } from "../../session/afterwards.ts";

const Bell = lazy(() => afterwards(async () => ({ default: (await import("./Bell.tsx")).Bell })));

/** The bell keeps its place while it is fetched. */
export function LazyBell() {
  return (
    <Suspense fallback={<span className="size-11" />}>
      <Bell />
    </Suspense>
  );
}
