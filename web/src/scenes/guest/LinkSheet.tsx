import { firstName } from "@relais/react/headless";
import { Link2, Link2Off, RefreshCw } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { LinkState } from "./LinkState.tsx";
import { SendLink } from "./SendLink.tsx";
import { useLink } from "./use-link.ts";

type LinkSheetProps = {
  conversationId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const icon = { size: 20, strokeWidth: 1.75, "aria-hidden": true } as const;

/** The customer's link: made, sent, renewed, withdrawn. */
export function LinkSheet({ conversationId, open, onOpenChange }: LinkSheetProps) {
  const control = useLink(conversationId, open);
  const { link, address, busy, problem } = control;
  const [asked, setAsked] = useState<"renew" | "revoke" | null>(null);
  const live = link?.state === "live";
  const confirm = async () => {
    if (asked === "renew") await control.share(true);
    else await control.revoke();
    setAsked(null);
  };
  return (
    <>
      <Sheet
        open={open}
        onOpenChange={onOpenChange}
        title={m.link_title()}
        {...(link && { text: m.link_text({ name: link.guest.full_name }) })}
      >
        <div className="flex flex-col gap-5">
          {problem !== null && <Notice tone="danger">{problem}</Notice>}
          {link === null ? (
            problem === null && (
              <p className="grid min-h-24 place-items-center text-ink-2">
                <Spinner />
              </p>
            )
          ) : (
            <>
              {address !== null && (
                <SendLink
                  address={address}
                  message={m.link_message({ name: firstName(link.guest.full_name), address })}
                  subject={m.link_subject()}
                  phone={link.guest.phone}
                  email={link.guest.email}
                  hint={m.link_qr_hint()}
                />
              )}
              <LinkState link={link} hidden={live && address === null} />
              {live ? (
                <div className="flex flex-col gap-2 border-t border-line pt-4">
                  <Button look="quiet" wide busy={busy} onClick={() => setAsked("renew")}>
                    <RefreshCw {...icon} />
                    {m.link_renew()}
                  </Button>
                  <Button look="danger" wide busy={busy} onClick={() => setAsked("revoke")}>
                    <Link2Off {...icon} />
                    {m.link_revoke()}
                  </Button>
                </div>
              ) : (
                <Button wide busy={busy} onClick={() => void control.share(false)}>
                  <Link2 {...icon} />
                  {m.link_make()}
                </Button>
              )}
            </>
          )}
        </div>
      </Sheet>
      <Confirm
        open={asked === "renew"}
        onOpenChange={() => setAsked(null)}
        title={m.link_renew_title()}
        text={m.link_renew_text()}
        action={m.link_renew()}
        busy={busy}
        onConfirm={() => void confirm()}
      />
      <Confirm
        open={asked === "revoke"}
        onOpenChange={() => setAsked(null)}
        title={m.link_revoke_title()}
        text={m.link_revoke_text()}
        action={m.link_revoke()}
        busy={busy}
        onConfirm={() => void confirm()}
      />
    </>
  );
}
