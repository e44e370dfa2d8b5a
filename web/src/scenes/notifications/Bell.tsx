import { useUnread } from "@relais/react";
import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";

const NoticeSheet = lazy(async () => ({
  default: (await import("./NoticeSheet.tsx")).NoticeSheet,
}));

/** Opens what concerns the person, and says how much of it is unseen. */
export function Bell() {
  const unread = useUnread();
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  return (
    <>
      <span className="relative">
        <IconButton
          icon={BellIcon}
          label={unread === 0 ? m.notices_title() : m.notices_open({ count: unread })}
          onClick={() => {
            setUsed(true);
            setOpen(true);
          }}
        />
        {unread > 0 && (
          <span
            aria-hidden="true"
            className="figures pointer-events-none absolute end-0.5 top-0.5 grid h-[1.125rem] min-w-[1.125rem] place-items-center rounded-full bg-ink px-1 text-[0.6875rem] font-bold text-paper"
          >
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </span>
      {used && (
        <Suspense fallback={null}>
          <NoticeSheet open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
