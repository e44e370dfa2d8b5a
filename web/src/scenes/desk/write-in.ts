import { navigate } from "wouter/use-browser-location";
import { deskAddress } from "../../navigation/addresses.ts";

/** How long a conversation may take to be there. */
const thereWithinMs = 5_000;

/** Puts the cursor where one writes in a case, to the customer or to the team alone; opens it if another one is open. */
export function writeIn(id: string | undefined, reader: "customer" | "team"): void {
  if (id === undefined) return;
  const address = deskAddress(id);
  if (location.pathname !== address) navigate(address, { state: { section: "chat" } });
  const until = performance.now() + thereWithinMs;
  const come = () => {
    if (location.pathname !== address || performance.now() > until) return;
    if (!focusField(id, reader)) requestAnimationFrame(come);
  };
  come();
}

/** Whether the cursor is there: which reader one writes to is known later than the conversation. */
function focusField(id: string, reader: "customer" | "team"): boolean {
  const writing = document.querySelector(`[data-writing="${CSS.escape(id)}"]`);
  const choice = writing?.querySelector<HTMLElement>(`[data-reader="${reader}"]`);
  if (choice?.getAttribute("aria-pressed") === "false") {
    choice.click();
    return false;
  }
  if (reader === "team" && choice == null) return false;
  const field = writing?.querySelector<HTMLTextAreaElement>("textarea.composer-field");
  field?.focus();
  return field != null;
}
