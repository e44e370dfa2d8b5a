import { navigate } from "wouter/use-browser-location";
import { m } from "../../catalogue/index.ts";
import { undoLast } from "./act.ts";
import { type DeskSheet, deskState, lookAt, setDesk, toggleSelected } from "./desk-store.ts";
import { writeIn } from "./write-in.ts";

/** What may be done at the desk, by key, by palette or by hand. */
export type Command = {
  readonly id: string;
  readonly label: () => string;
  /** As pressed: `a`, or `g m` one after the other. */
  readonly keys?: string;
  /** Only with a case at hand: chosen, looked at in the list, or open. */
  readonly needsCase?: boolean;
  readonly forAdmins?: boolean;
  readonly group: "case" | "go" | "desk";
  readonly run: (targets: readonly string[]) => void;
};

const open =
  (name: "assign" | "snooze" | "priority" | "tag" | "move" | "close") => (ids: readonly string[]) =>
    setDesk({ sheet: { name, ids } });
const show = (sheet: DeskSheet) => () => setDesk({ sheet });

export const commands: readonly Command[] = [
  {
    id: "assign",
    label: m.desk_do_assign,
    keys: "a",
    needsCase: true,
    group: "case",
    run: open("assign"),
  },
  {
    id: "snooze",
    label: m.desk_do_snooze,
    keys: "s",
    needsCase: true,
    group: "case",
    run: open("snooze"),
  },
  {
    id: "close",
    label: m.desk_do_close,
    keys: "e",
    needsCase: true,
    group: "case",
    run: open("close"),
  },
  {
    id: "priority",
    label: m.desk_do_priority,
    keys: "p",
    needsCase: true,
    group: "case",
    run: open("priority"),
  },
  {
    id: "move",
    label: m.desk_do_move,
    keys: "m",
    needsCase: true,
    group: "case",
    run: open("move"),
  },
  { id: "tag", label: m.desk_do_tag, keys: "t", needsCase: true, group: "case", run: open("tag") },
  {
    id: "reply",
    label: m.desk_do_reply,
    keys: "r",
    needsCase: true,
    group: "case",
    run: ([id]) => writeIn(id, "customer"),
  },
  {
    id: "note",
    label: m.desk_do_note,
    keys: "i",
    needsCase: true,
    group: "case",
    run: ([id]) => writeIn(id, "team"),
  },
  {
    id: "select",
    label: m.desk_do_select,
    keys: "x",
    needsCase: true,
    group: "case",
    run: ([id]) => id !== undefined && toggleSelected(id),
  },
  {
    id: "new",
    label: m.desk_do_new,
    keys: "n",
    group: "desk",
    run: () => navigate("/requests/new", { state: { section: "chat" } }),
  },
  { id: "undo", label: m.desk_undo, keys: "z", group: "desk", run: undoLast },
  {
    id: "mine",
    label: m.desk_view_mine,
    keys: "g m",
    group: "go",
    run: () => lookAt({ view: "mine" }),
  },
  {
    id: "unassigned",
    label: m.desk_view_unassigned,
    keys: "g u",
    group: "go",
    run: () => lookAt({ view: "unassigned" }),
  },
  {
    id: "due",
    label: m.desk_view_due,
    keys: "g d",
    group: "go",
    run: () => lookAt({ view: "due" }),
  },
  {
    id: "overdue",
    label: m.desk_view_overdue,
    keys: "g o",
    group: "go",
    run: () => lookAt({ view: "overdue" }),
  },
  {
    id: "all",
    label: m.desk_view_all,
    keys: "g a",
    group: "go",
    run: () => lookAt({ view: "all" }),
  },
  {
    id: "snoozed",
    label: m.desk_view_snoozed,
    keys: "g s",
    group: "go",
    run: () => lookAt({ view: "snoozed" }),
  },
  {
    id: "closed",
    label: m.desk_view_closed,
    keys: "g c",
    group: "go",
    run: () => lookAt({ view: "closed" }),
  },
  { id: "find", label: m.desk_do_find, keys: "/", group: "desk", run: show({ name: "find" }) },
  {
    id: "filters",
    label: m.desk_do_filter,
    keys: "f",
    group: "desk",
    run: show({ name: "filters" }),
  },
  {
    id: "density",
    label: m.desk_do_density,
    group: "desk",
    run: () => setDesk({ density: deskState().density === "compact" ? "comfortable" : "compact" }),
  },
  {
    id: "team",
    label: m.desk_do_team,
    keys: "g t",
    group: "desk",
    run: show({ name: "team" }),
  },
  {
    id: "rule",
    label: m.desk_do_rule,
    forAdmins: true,
    group: "desk",
    run: show({ name: "rule" }),
  },
  { id: "help", label: m.desk_do_help, keys: "?", group: "desk", run: show({ name: "help" }) },
];

/** The label with its key, for a hint on hover. */
export const hint = (id: string): string => {
  const command = commands.find((one) => one.id === id);
  if (command === undefined) return "";
  return command.keys ? `${command.label()} (${command.keys.toUpperCase()})` : command.label();
};
