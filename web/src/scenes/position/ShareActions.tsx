import { type ShownShare, usePositions } from "@relais/react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

/** What one may do with one's own share; nothing with another's. */
export function ShareActions({ id, shown }: { id: string; shown: ShownShare }) {
  const { positions, sending } = usePositions(id);
  const [busy, setBusy] = useState(false);
  if (!shown.mine || sending === "stopping") return null;

  async function stop() {
    setBusy(true);
    try {
      await positions.stop();
    } catch (error) {
      toast(explain(error));
    }
    setBusy(false);
  }

  return (
    <>
      {sending === "off" && (
        <Button look="plain" className="px-3" onClick={() => positions.resume()}>
          {m.position_resume()}
        </Button>
      )}
      <Button look="danger" busy={busy} onClick={() => void stop()}>
        {m.position_stop()}
      </Button>
    </>
  );
}
