import { RotateCw, Wrench } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";

/** What a page shows when its code failed: nothing of what the person wrote is lost by it. */
export function Crash() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState icon={Wrench} level={1} title={m.crash_title()} text={m.crash_text()}>
        <Button wide onClick={() => location.reload()}>
          <RotateCw size={20} strokeWidth={1.75} aria-hidden="true" />
          {m.action_reload()}
        </Button>
      </EmptyState>
    </main>
  );
}
