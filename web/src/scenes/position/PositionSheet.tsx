import { NetworkError, RelaisError, type Conversation, type ShareLength } from "@relais/client";
import { useConversation } from "@relais/react";
import { useId, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

type PositionSheetProps = {
  conversation: Conversation;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Where I am, once or for a while. Nothing is measured before one of these is tapped. */
export function PositionSheet({ conversation, open, onOpenChange }: PositionSheetProps) {
  const { view } = useConversation(conversation.id);
  const [busy, setBusy] = useState(false);
  const [keepAwake, setKeepAwake] = useState(false);
  const awakeId = useId();
  const lengths: [ShareLength, string][] = [
    ["15_minutes", m.position_until_15_minutes()],
    ["1_hour", m.position_until_1_hour()],
    ["8_hours", m.position_until_8_hours()],
  ];
  if (view.state?.case.latitude != null) lengths.push(["arrival", m.position_until_arrival()]);

  async function run(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
      onOpenChange(false);
    } catch (error) {
      const known = error instanceof RelaisError || error instanceof NetworkError;
      toast(known ? explain(error) : failure(error));
    }
    setBusy(false);
  }

  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={m.position_menu()}
      text={m.position_consent()}
    >
      <div className="flex flex-col gap-2">
        <Button
          look="quiet"
          wide
          busy={busy}
          onClick={() => void run(() => conversation.positions.sendOnce())}
        >
          {m.position_send_once()}
        </Button>
        <h3 className="pt-3 text-15 font-semibold">{m.position_live()}</h3>
        {lengths.map(([until, label]) => (
          <Button
            key={until}
            look="quiet"
            wide
            busy={busy}
            onClick={() => void run(() => share(conversation, until, keepAwake))}
          >
            {label}
          </Button>
        ))}
        {"wakeLock" in navigator && (
          <label htmlFor={awakeId} className="flex min-h-11 items-center gap-3 text-15">
            <input
              id={awakeId}
              type="checkbox"
              className="size-5 accent-brand"
              checked={keepAwake}
              onChange={(event) => setKeepAwake(event.target.checked)}
            />
            {m.position_keep_awake()}
          </label>
        )}
      </div>
    </Sheet>
  );
}

/** Towards the place of the case, where it is known: then the others see when one arrives. */
function share(conversation: Conversation, until: ShareLength, keepAwake: boolean) {
  const state = conversation.view.get().state;
  const comes = state?.case.latitude != null && state.case.customer.id !== state.viewer_id;
  const destination = comes ? ({ type: "case" } as const) : null;
  return conversation.positions.share({ until, keepAwake, destination });
}

function failure(error: unknown): string {
  const denied =
    typeof GeolocationPositionError !== "undefined" &&
    error instanceof GeolocationPositionError &&
    error.code === error.PERMISSION_DENIED;
  return denied ? m.new_position_denied() : m.position_failed();
}
