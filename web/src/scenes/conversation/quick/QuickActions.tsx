import type { Conversation } from "@relais/client";
import { MapPin } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import type { FileSources } from "../files/use-file-sources.tsx";

/** Comes with the first tap: on a slow link the conversation itself goes first. */
const QuickSheet = lazy(async () => ({
  default: (await import("./QuickSheet.tsx")).QuickSheet,
}));

type QuickActionsProps = { conversation: Conversation; sources: FileSources };

/** 📍: everything that one sends besides words. */
export function QuickActions({ conversation, sources }: QuickActionsProps) {
  const [open, setOpen] = useState<boolean>();
  return (
    <>
      <IconButton icon={MapPin} label={m.quick_open()} onClick={() => setOpen(true)} />
      {open !== undefined && (
        <Suspense>
          <QuickSheet
            conversation={conversation}
            sources={sources}
            open={open}
            onOpenChange={setOpen}
          />
        </Suspense>
      )}
    </>
  );
}
