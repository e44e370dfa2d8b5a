import { Link2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { usePlace } from "../../navigation/place.ts";
import { useMe } from "../../session/me.ts";

/** Comes with the first tap. */
const LinkSheet = lazy(async () => ({ default: (await import("./LinkSheet.tsx")).LinkSheet }));

/** For whoever does the work: the link by which the customer follows without an account. */
export function LinkButton({ conversationId }: { conversationId: string }) {
  const me = useMe();
  const [open, setOpen] = useState<boolean | undefined>(usePlace().link);
  if (me.role === "customer") return null;
  return (
    <>
      <IconButton icon={Link2} label={m.link_open()} onClick={() => setOpen(true)} />
      {open !== undefined && (
        <Suspense>
          <LinkSheet conversationId={conversationId} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
