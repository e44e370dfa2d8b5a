import type { Conversation } from "@relais/client";
import { MapPin } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";

/** Comes with the first tap: on a slow link the conversation itself goes first. */
const PositionSheet = lazy(async () => ({
  default: (await import("./PositionSheet.tsx")).PositionSheet,
}));

/** 📍: opens the ways of saying where one is. */
export function PositionMenu({ conversation }: { conversation: Conversation }) {
  const [open, setOpen] = useState<boolean>();
  return (
    <>
      <IconButton icon={MapPin} label={m.position_menu()} onClick={() => setOpen(true)} />
      {open !== undefined && (
        <Suspense>
          <PositionSheet conversation={conversation} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
