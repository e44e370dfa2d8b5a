import type { CaseView, KindView } from "@relais/client";
import type { Desk, DeskAction, DeskEntry } from "@relais/client/desk";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";
import { deskState, setDesk } from "./desk-store.ts";

/** How one goes back: the same kind of thing, for each case the other way round. */
type Back = { readonly id: string; readonly action: DeskAction };

let lastUndo: (() => void) | null = null;

/** Takes back what was done last, if it still can be. */
export function undoLast(): void {
  const undo = lastUndo;
  lastUndo = null;
  undo?.();
}

/**
 * Does one thing to these cases and says what became of it; where all of it can be taken back, it says how.
 * `said` is what was done, for so many cases.
 */
export async function actOn(
  desk: Desk,
  ids: readonly string[],
  action: DeskAction,
  said: (count: number) => string,
): Promise<void> {
  const before = new Map(ids.map((id) => [id, desk.entry(id)]));
  setDesk({ selection: new Set() });
  try {
    const results = await desk.act(ids, action);
    const refused = results.filter((one) => one.refusal !== undefined);
    const done = results.filter((one) => one.entry !== undefined);
    if (done.length === 0) {
      toast(refused[0]?.refusal?.message ?? m.action_failed_network());
      return;
    }
    const back = done.flatMap(({ case_id }) => {
      const entry = before.get(case_id);
      const other = entry && opposite(action, entry);
      return other ? [{ id: case_id, action: other }] : [];
    });
    const text =
      refused.length === 0
        ? said(done.length)
        : `${said(done.length)} ${m.desk_some_refused({ count: refused.length })}`;
    sayWithUndo(text, back.length === done.length ? () => void goBack(desk, back) : null);
  } catch (error) {
    toast(explain(error));
  }
}

function sayWithUndo(text: string, undo: (() => void) | null): void {
  lastUndo = undo;
  if (undo === null) return toast(text);
  // Its key takes it back afterwards too.
  toast(text, { label: m.desk_undo(), run: undoLast }, true);
}

async function goBack(desk: Desk, back: readonly Back[]): Promise<void> {
  try {
    const answers = await Promise.all(back.map(({ id, action }) => desk.act([id], action)));
    const refused = answers.flat().find((one) => one.refusal !== undefined);
    toast(refused?.refusal?.message ?? m.desk_undone());
  } catch (error) {
    toast(explain(error));
  }
}

/** What brings a case back to where it was; null where there is no such thing. */
function opposite(action: DeskAction, before: DeskEntry): DeskAction | null {
  switch (action.do) {
    case "assign":
      return { do: "assign", assignee_id: before.case.assignee?.id ?? null };
    case "prioritize":
      return { do: "prioritize", priority: before.case.priority };
    case "tag":
      return { do: "untag", tag: action.tag };
    case "untag":
      return { do: "tag", tag: action.tag };
    case "snooze":
      return before.snooze === null ? { do: "wake" } : { do: "snooze", ...before.snooze };
    case "wake":
      return before.snooze === null ? null : { do: "snooze", ...before.snooze };
    default:
      return null;
  }
}

export type Ending = {
  readonly to: string;
  readonly action: KindView["transitions"][number]["action"];
};

/** The steps by which a case may end from where it stands, the good ends first. */
export function endingsOf(kind: KindView | undefined, subject: CaseView): Ending[] {
  const tone = (name: string) => kind?.statuses.find((one) => one.name === name)?.tone;
  const ends = (name: string) => kind?.statuses.some((one) => one.name === name && one.ends);
  const steps = (kind?.transitions ?? []).filter(
    ({ from, to }) => from === subject.status && ends(to),
  );
  return steps.toSorted(
    (one, other) => Number(tone(other.to) === "done") - Number(tone(one.to) === "done"),
  );
}

/** Seconds in which an end can be taken back: afterwards there is no way back. */
const graceSeconds = 5;

/**
 * Ends these cases in a moment. Kinds rarely lead back from an end, so it waits here before it is sent; a page that
 * goes sends it at once.
 */
export function closeSoon(desk: Desk, ids: readonly string[], action: DeskAction): void {
  const finish = () => {
    clearTimeout(timer);
    removeEventListener("pagehide", finish);
    forget();
    if (lastUndo === takeBack) lastUndo = null;
    void actOn(desk, ids, action, (count) => m.desk_closed({ count }));
  };
  const forget = () => {
    const closing = new Set(deskState().closing);
    for (const id of ids) closing.delete(id);
    setDesk({ closing });
  };
  const takeBack = () => {
    clearTimeout(timer);
    removeEventListener("pagehide", finish);
    forget();
    toast(m.desk_undone());
  };
  const timer = setTimeout(finish, graceSeconds * 1_000);
  addEventListener("pagehide", finish);
  setDesk({ closing: new Set([...deskState().closing, ...ids]), selection: new Set() });
  sayWithUndo(m.desk_closing({ count: ids.length }), takeBack);
}
