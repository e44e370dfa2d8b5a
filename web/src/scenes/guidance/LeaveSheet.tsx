import { useClient } from "@relais/react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Confirm } from "../../design/Confirm.tsx";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

type LeaveSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  conversationId: string;
  sessionId: string;
};

/** Leaving is always possible, and asked about once: it cannot be taken back. */
export function LeaveSheet({ open, onOpenChange, conversationId, sessionId }: LeaveSheetProps) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await client.http.leaveGuidance(conversationId, { session_id: sessionId });
      onOpenChange(false);
    } catch (error) {
      toast(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={m.guidance_leave_title()}
      text={m.guidance_leave_text()}
      action={m.guidance_leave()}
      keep={m.guidance_stay()}
      busy={busy}
      onConfirm={() => void leave()}
    />
  );
}
