import type { Invitation } from "@relais/client/admin";
import { MailPlus } from "lucide-react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { longDate } from "../../format/time.ts";
import { useRoleTitle } from "../shell/use-role-title.ts";
import { cardClasses, With } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";

/** Who was invited, and what became of it. */
export function InvitationList() {
  const admin = useAdmin();
  const loaded = useLoaded(useCallback(() => admin.invitations(), [admin]));
  const { busy, run } = useChange();
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState<Invitation | null>(null);
  const withdraw = async ({ id }: Invitation) => {
    await run(() => admin.withdraw(id), m.admin_invitation_gone());
    setAsking(false);
    loaded.again();
  };
  return (
    <With loaded={loaded}>
      {(invitations) => (
        <>
          {invitations.length === 0 ? (
            <EmptyState
              icon={MailPlus}
              title={m.admin_invitations()}
              text={m.admin_invitations_none()}
            />
          ) : (
            <ul className={`${cardClasses} divide-y divide-line`}>
              {invitations.map((one) => (
                <InvitationRow
                  key={one.id}
                  invitation={one}
                  busy={busy}
                  onWithdraw={() => {
                    setAsked(one);
                    setAsking(true);
                  }}
                />
              ))}
            </ul>
          )}
          <Confirm
            open={asking}
            onOpenChange={setAsking}
            title={m.admin_invitation_withdraw_title({ name: asked ? nameOf(asked) : "" })}
            text={m.admin_invitation_withdraw_text()}
            action={m.admin_invitation_withdraw()}
            busy={busy}
            onConfirm={() => asked && void withdraw(asked)}
          />
        </>
      )}
    </With>
  );
}

const nameOf = ({ full_name, email }: Invitation): string =>
  full_name ?? email ?? m.admin_invitation_anyone();

type RowProps = { invitation: Invitation; busy: boolean; onWithdraw: () => void };

function InvitationRow({ invitation, busy, onWithdraw }: RowProps) {
  const { role, state } = invitation;
  const title = useRoleTitle(role);
  const name = nameOf(invitation);
  return (
    <li className="flex min-h-16 items-center gap-3 px-4 py-2.5">
      <span className="min-w-0 flex-1">
        <span className="block truncate text-15 font-semibold">{name}</span>
        <span className="block truncate text-13 text-ink-2">
          {title} · {stateText(invitation)}
        </span>
      </span>
      {state === "open" && (
        <Button
          look="plain"
          busy={busy}
          aria-label={m.admin_invitation_withdraw_label({ name })}
          onClick={onWithdraw}
        >
          {m.admin_invitation_withdraw()}
        </Button>
      )}
    </li>
  );
}

function stateText({ state, expires_at }: Invitation): string {
  switch (state) {
    case "open":
      return m.admin_invitation_open({ date: longDate(expires_at) });
    case "used":
      return m.admin_invitation_used();
    case "withdrawn":
      return m.admin_invitation_withdrawn();
    case "expired":
      return m.admin_invitation_expired();
  }
}
