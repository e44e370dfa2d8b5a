import type { CaseView, ConversationView, Visit } from "@relais/client";
import { firstName } from "@relais/react/headless";
import { Info, Phone } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { OrganizationLine } from "../../design/OrganizationLine.tsx";
import { OrganizationMark } from "../../design/OrganizationMark.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { useDesk } from "../../session/media.ts";
import { usePresence } from "../case/use-presence.ts";
import { useRoleTitle } from "../shell/use-role-title.ts";

type GuestHeaderProps = {
  visit: Visit;
  subject: CaseView;
  view: ConversationView;
  panel: ReactNode;
  /** What stands at its end, on somebody else's site. */
  children?: ReactNode;
};

/** The company, the person who takes care of it, and one button to call them. */
export function GuestHeader({ visit, subject, view, panel, children }: GuestHeaderProps) {
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const { assignee } = subject;
  const role = useRoleTitle(assignee?.role ?? "worker", subject.kind);
  const presence = usePresence(view, assignee?.id ?? "");
  const typing = assignee !== null && view.typing.includes(assignee.id);
  const there = typing ? m.typing_short() : presence.text;
  return (
    <header className="flex min-h-(--bar-height) shrink-0 items-center gap-3 border-b border-line bg-paper ps-4 pe-2 pt-[env(safe-area-inset-top)] desk:ps-5 desk:pe-3">
      {assignee === null ? (
        <OrganizationMark organization={visit.organization} />
      ) : (
        <Avatar id={assignee.id} name={assignee.full_name} online={presence.online} />
      )}
      <div className="min-w-0 flex-1 py-1.5">
        <h1 className="line-clamp-2 text-17 wrap-anywhere">
          {assignee?.full_name ?? visit.organization.name}
        </h1>
        {assignee === null ? (
          <p className="truncate text-13 text-ink-2">{m.guest_nobody_yet()}</p>
        ) : (
          <OrganizationLine organization={visit.organization}>
            {`${role} · ${visit.organization.name}`}
            {there && (
              <>
                {" · "}
                <span className={typing ? "font-semibold text-brand" : undefined}>{there}</span>
              </>
            )}
          </OrganizationLine>
        )}
      </div>
      <span className="flex shrink-0 items-center gap-1">
        {visit.call && (
          <a
            href={`tel:${visit.call.phone.replace(/[^\d+]/g, "")}`}
            aria-label={m.guest_call({ name: firstName(visit.call.name) })}
            title={m.guest_call({ name: firstName(visit.call.name) })}
            className="grid size-11 shrink-0 place-items-center rounded-full bg-brand text-on-brand transition-colors duration-(--quick) hover:bg-brand-strong"
          >
            <Phone size={20} strokeWidth={1.75} aria-hidden="true" />
          </a>
        )}
        {!desk && (
          <IconButton
            icon={Info}
            label={m.guest_details()}
            onClick={() => setOpen(true)}
            className="desk:hidden"
          />
        )}
        {children}
      </span>
      <Sheet open={open && !desk} onOpenChange={setOpen} title={m.guest_details()}>
        <Suspense>{panel}</Suspense>
      </Sheet>
    </header>
  );
}
