import { Link2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { RowButton } from "../../design/RowButton.tsx";
import { usePlace } from "../../navigation/place.ts";
import { useMe } from "../../session/me.ts";
import { useDesk } from "../../session/media.ts";

/** Comes with the first tap. */
const LinkSheet = lazy(async () => ({ default: (await import("./LinkSheet.tsx")).LinkSheet }));

type LinkButtonProps = { conversationId: string; at: "header" | "details" };

/**
 * For whoever does the work: the link by which the customer follows without an account. On a phone it stands among the
 * details of the case: beside a name its header has no room for it.
 */
export function LinkButton({ conversationId, at }: LinkButtonProps) {
  const inHeader = at === "header";
  const wanted = usePlace().link;
  const [open, setOpen] = useState(inHeader ? wanted : undefined);
  const desk = useDesk();
  if (useMe().role === "customer") return null;
  const shared = { icon: Link2, label: m.link_open(), onClick: () => setOpen(true) };
  return (
    <>
      {inHeader && desk && <IconButton {...shared} />}
      {!inHeader && !desk && <RowButton {...shared} />}
      {open !== undefined && (
        <Suspense>
          <LinkSheet conversationId={conversationId} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
