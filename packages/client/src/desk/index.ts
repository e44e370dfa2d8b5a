export { createDesk } from "./desk.ts";
export type { Desk, DeskList, DeskListState } from "./types.ts";
export type {
  DeskAction,
  DeskActionAnswer,
  DeskCounts,
  DeskEntry,
  DeskQuery,
  DeskSavedViews,
  DeskTeammate,
  DeskView,
  Snooze,
} from "@relais/protocol";
