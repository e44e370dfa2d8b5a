import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";

/** Before anything is listened to: what is understood, and who hears it. */
export function ListenSheet({
  open,
  onAnswer,
}: {
  open: boolean;
  onAnswer: (yes: boolean) => void;
}) {
  return (
    <Sheet
      open={open}
      onOpenChange={(stays) => !stays && onAnswer(false)}
      title={m.guidance_listen_title()}
      text={m.guidance_listen_text()}
    >
      <div className="flex flex-col gap-2">
        <p className="pb-2 text-15 text-pretty text-ink-2">{m.guidance_listen_who()}</p>
        <Button wide onClick={() => onAnswer(true)}>
          {m.guidance_listen()}
        </Button>
        <Button wide look="plain" onClick={() => onAnswer(false)}>
          {m.action_cancel()}
        </Button>
      </div>
    </Sheet>
  );
}
