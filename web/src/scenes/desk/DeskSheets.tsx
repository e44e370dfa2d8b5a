import { useEffect } from "react";
import { setDesk, useDeskState } from "./desk-store.ts";
import { AssignmentSheet } from "./AssignmentSheet.tsx";
import { FilterSheet } from "./FilterSheet.tsx";
import { HelpSheet } from "./HelpSheet.tsx";
import { Palette } from "./Palette.tsx";
import { AssignSheet, PrioritySheet, SnoozeSheet, TagSheet } from "./sheets.tsx";
import { CloseSheet, MoveSheet } from "./StatusSheets.tsx";
import { TeamSheet } from "./TeamSheet.tsx";
import type { SavedViews } from "./views.ts";

const close = () => setDesk({ sheet: null });

/** What is open above the desk; the focus goes back to where it was. */
export function DeskSheets({ views }: { views: SavedViews }) {
  const { sheet, from } = useDeskState();
  const open = sheet !== null;
  useEffect(() => {
    if (!open) return;
    return () => {
      if (from instanceof HTMLElement) from.focus({ preventScroll: true });
    };
  }, [open, from]);
  switch (sheet?.name) {
    case "assign":
      return <AssignSheet ids={sheet.ids} onClose={close} />;
    case "snooze":
      return <SnoozeSheet ids={sheet.ids} onClose={close} />;
    case "priority":
      return <PrioritySheet ids={sheet.ids} onClose={close} />;
    case "tag":
      return <TagSheet ids={sheet.ids} onClose={close} />;
    case "move":
      return <MoveSheet ids={sheet.ids} onClose={close} />;
    case "close":
      return <CloseSheet ids={sheet.ids} onClose={close} />;
    case "palette":
      return <Palette key="palette" onClose={close} />;
    case "find":
      return <Palette key="find" only onClose={close} />;
    case "help":
      return <HelpSheet onClose={close} />;
    case "rule":
      return <AssignmentSheet onClose={close} />;
    case "team":
      return <TeamSheet onClose={close} />;
    case "filters":
      return <FilterSheet {...views} onClose={close} />;
    default:
      return null;
  }
}
