import type { ConversationView } from "@relais/client";
import { openStep } from "@relais/protocol";
import { partOf } from "./part.ts";

/** Whether what one who guides writes must wait: the step before was not answered yet. */
export function mustWait(view: ConversationView): boolean {
  const part = partOf(view);
  if (part?.as !== "guide") return false;
  const open = openStep(part.guidance);
  return open !== undefined && open.result !== "help";
}
