import type { DeskQuery, DeskSavedViews, DeskView } from "@relais/client/desk";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { useDeskClient } from "./use-desk.ts";

export const views: readonly DeskView[] = [
  "mine",
  "unassigned",
  "due",
  "overdue",
  "all",
  "snoozed",
  "closed",
];

export function viewName(view: DeskView): string {
  switch (view) {
    case "mine":
      return m.desk_view_mine();
    case "unassigned":
      return m.desk_view_unassigned();
    case "due":
      return m.desk_view_due();
    case "overdue":
      return m.desk_view_overdue();
    case "all":
      return m.desk_view_all();
    case "snoozed":
      return m.desk_view_snoozed();
    case "closed":
      return m.desk_view_closed();
  }
}

/** Whether both look at the same. */
export const isSameQuery = (one: DeskQuery, other: DeskQuery): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

export type SavedViews = {
  readonly saved: DeskSavedViews["views"];
  readonly save: (views: DeskSavedViews["views"]) => Promise<void>;
};

/** The person's own views, on every device. */
export function useSavedViews(): SavedViews {
  const desk = useDeskClient();
  const [saved, setSaved] = useState<DeskSavedViews["views"]>([]);
  useEffect(() => {
    let live = true;
    const load = async () => {
      const kept = await desk.savedViews().catch(() => null);
      if (live && kept) setSaved(kept);
    };
    void load();
    return () => {
      live = false;
    };
  }, [desk]);
  return { saved, save: async (next) => setSaved(await desk.saveViews(next)) };
}
