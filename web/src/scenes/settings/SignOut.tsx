import { useClient, useReadable } from "@relais/react";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { session } from "../../session/session.ts";

type Way = { everywhere: boolean };

/** The way out. What the device keeps goes with the person: they are asked first when something was never sent. */
export function SignOut() {
  const unsent = useReadable(useClient().unsent);
  const [asked, setAsked] = useState<Way | null>(null);
  const leave = (way: Way) => {
    if (unsent > 0) setAsked(way);
    else void session.signOut(way);
  };
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-4">
      <Button look="quiet" wide onClick={() => leave({ everywhere: false })}>
        <LogOut size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.settings_sign_out()}
      </Button>
      <Button look="plain" onClick={() => leave({ everywhere: true })}>
        {m.settings_sign_out_everywhere()}
      </Button>
      <Confirm
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={m.sign_out_unsent_title({ count: unsent })}
        text={m.sign_out_unsent_text()}
        action={m.sign_out_unsent_action({ count: unsent })}
        onConfirm={() => void session.signOut(asked ?? {})}
      />
    </div>
  );
}
