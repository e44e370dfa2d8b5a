import { ListChecks } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";

/** Below the conversation, while one is guided and looks at it: the way back to the step. */
export function GuidedNotice({ onBack }: { onBack: () => void }) {
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t border-line bg-paper px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <Button wide onClick={onBack}>
        <ListChecks size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.guidance_back()}
      </Button>
    </div>
  );
}
