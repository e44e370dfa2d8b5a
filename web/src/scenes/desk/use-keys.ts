import { useEffect, useRef } from "react";
import { useOpenCase } from "../../navigation/place.ts";
import { commands } from "./commands.ts";
import { deskState, setDesk } from "./desk-store.ts";

/** How long a first key waits for its second. */
const chordMs = 1_500;

/** Whether somebody is typing, or chooses with keys of the field's own. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}

/** Where one answers. */
const composer = "#content textarea.composer-field";

const isComposer = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches(composer);

/** What is chosen; else the line that has the focus; else the case that is open. */
export function targetsOf(openId: string | undefined): readonly string[] {
  const { selection } = deskState();
  if (selection.size > 0) return [...selection];
  const line = document.activeElement?.closest<HTMLElement>("[data-desk-case]");
  const id = line?.dataset.deskCase ?? openId;
  return id === undefined ? [] : [id];
}

/** The keys of the desk, while nobody types and nothing is open above it; Ctrl+K always. */
export function useDeskKeys(move: (by: number) => void): void {
  const openId = useOpenCase();
  const latest = useRef({ move, openId });
  useEffect(() => {
    latest.current = { move, openId };
  }, [move, openId]);
  // Once: what changes between two keys that belong together must not part them.
  useEffect(() => {
    let begun = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = () => {
      begun = "";
      clearTimeout(timer);
    };
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        if (document.querySelector("dialog[open]")) return;
        event.preventDefault();
        setDesk({ sheet: { name: "palette" } });
        return;
      }
      const other = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
      // What one was writing stays where it is; the keys are those of the desk again.
      if (event.key === "Escape" && !other && isComposer(event.target)) {
        return latest.current.move(0);
      }
      if (other || event.isComposing || isTyping(event.target)) return forget();
      // What was just asked for may still be on its way: the next letters are meant for it.
      if (deskState().sheet !== null || document.querySelector("dialog[open]")) return forget();
      if (event.key === "Escape" && deskState().selection.size > 0) {
        return setDesk({ selection: new Set() });
      }
      const inList = document.activeElement?.closest("[data-desk-list]") != null;
      const step = stepOf(event.key, inList);
      if (step !== undefined && begun === "") {
        event.preventDefault();
        return latest.current.move(step);
      }
      const keys = begun === "" ? event.key : `${begun} ${event.key}`;
      forget();
      const command = commands.find((one) => one.keys === keys);
      if (command === undefined) {
        if (!commands.some((one) => one.keys?.startsWith(`${keys} `))) return;
        begun = keys;
        timer = setTimeout(forget, chordMs);
        return;
      }
      const { openId: open } = latest.current;
      const targets = targetsOf(open);
      if (command.needsCase && targets.length === 0) return;
      event.preventDefault();
      command.run(command.id === "select" ? oneOf(open) : targets);
    };
    document.addEventListener("keydown", onKey);
    return () => {
      forget();
      document.removeEventListener("keydown", onKey);
    };
  }, []);
}

/** Lines of one screen, for the keys that go by screens. */
const screen = 10;

const inListOnly: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: screen,
  PageUp: -screen,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** j and k move anywhere; other keys only within the list, so that elsewhere they scroll. */
function stepOf(key: string, inList: boolean): number | undefined {
  if (key === "j") return 1;
  if (key === "k") return -1;
  return inList ? inListOnly[key] : undefined;
}

/** What x chooses: the line with the focus, whatever is chosen already. */
function oneOf(openId: string | undefined): readonly string[] {
  const line = document.activeElement?.closest<HTMLElement>("[data-desk-case]");
  const id = line?.dataset.deskCase ?? openId;
  return id === undefined ? [] : [id];
}
