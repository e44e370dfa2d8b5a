import type { ConversationView } from "@relais/client";
import { useClient } from "@relais/react";
import { ListChecks } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { toast } from "../../design/Toast.tsx";
import { firstName } from "../../format/person.ts";
import { explain } from "../../session/refusal.ts";

/** Begins to guide the customer, after one sentence on what that means for both. */
export function StartGuidance({ view }: { view: ConversationView }) {
  const client = useClient();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { state } = view;
  if (state === null) return null;
  const name = firstName(state.case.customer.full_name);
  const start = async () => {
    setBusy(true);
    try {
      await client.http.startGuidance(state.conversation_id);
      setOpen(false);
    } catch (error) {
      toast(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <IconButton icon={ListChecks} label={m.guidance_start()} onClick={() => setOpen(true)} />
      <Sheet
        open={open}
        onOpenChange={setOpen}
        title={m.guidance_start_title({ name })}
        text={m.guidance_start_text({ name })}
      >
        <Button wide busy={busy} onClick={() => void start()}>
          {m.guidance_start()}
        </Button>
      </Sheet>
    </>
  );
}
