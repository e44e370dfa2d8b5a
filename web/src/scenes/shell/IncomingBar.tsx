import { Forward } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { usePathname } from "../../navigation/place.ts";
import { forgetIncoming, hasIncoming } from "../../service-worker/incoming.ts";

/** Another app shared something: where shall it go? Gone once a conversation took it. */
export function IncomingBar() {
  const place = usePathname();
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    let live = true;
    const look = async () => {
      const found = await hasIncoming().catch(() => false);
      if (live) setWaits(found && !place.startsWith("/communication/"));
    };
    void look();
    return () => {
      live = false;
    };
  }, [place]);
  if (!waits) return null;
  return (
    <output className="flex shrink-0 items-center gap-3 bg-brand-soft ps-5 pe-2 pt-[env(safe-area-inset-top)] text-15 text-ink">
      <Forward size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-brand" />
      <p className="min-w-0 flex-1 py-2.5 text-pretty">{m.incoming_choose()}</p>
      <button
        type="button"
        className="min-h-11 shrink-0 rounded-control px-3 font-semibold text-brand hover:underline"
        onClick={() => {
          setWaits(false);
          void forgetIncoming();
        }}
      >
        {m.action_cancel()}
      </button>
    </output>
  );
}
