export { createDesk } from "./desk.ts";
export type { Desk, DeskList, DeskListState } from "./types.ts";
export type {
  AssignmentSettings,
  CaseClock,
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
