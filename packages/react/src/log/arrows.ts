/** What can be done with one message: its buttons are reached by arrows, and are no stops of the Tab key. */
const actions = "[data-actions]";

const led = new WeakSet<HTMLElement>();

/**
 * A log is one stop of the Tab key, however much was said. Arrow up leads from it to the newest message in sight, and on
 * from message to message; to the side are the other buttons of the same one.
 */
export function leadByArrows(log: HTMLElement): void {
  if (led.has(log)) return;
  led.add(log);
  log.addEventListener("keydown", (event) => {
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = reached(log, event);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    next.closest("[data-row]")?.scrollIntoView({ block: "nearest" });
  });
}

/** Nothing where the log scrolls as ever, or where the focus has arrows of its own, as in a voice note. */
function reached(log: HTMLElement, { key, target }: KeyboardEvent): HTMLElement | undefined {
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: 0, ArrowRight: 0 }[key];
  if (step === undefined || !(target instanceof Element)) return undefined;
  const all = [...log.querySelectorAll(actions)];
  const from = target.closest(actions);
  if (from === null) {
    if (target !== log || step >= 0) return undefined;
    const { bottom } = log.getBoundingClientRect();
    return menuOf(all.findLast((one) => one.getBoundingClientRect().top <= bottom));
  }
  if (step !== 0) return menuOf(all[all.indexOf(from) + step]);
  return [...from.querySelectorAll("button")].find((one) => one !== target);
}

/** The button that every message has, on a narrow screen too. */
const menuOf = (group: Element | undefined): HTMLElement | undefined =>
  group?.querySelector<HTMLElement>("button:last-of-type") ?? undefined;
