import type { Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { appendMessage, type NewMessage } from "../message/append-message.ts";
import { appendStep, type PlannedStep } from "./append-step.ts";
import { once } from "./once.ts";
import { mayGuide } from "./policy.ts";
import { appendProof } from "./prove.ts";
import { type HeldSession, lockActive } from "./session-rows.ts";
import { newestStepOf, openStepOf } from "./step-rows.ts";

type Said = Omit<NewMessage, "kind" | "step">;

/**
 * What somebody sends while a guidance is under way, by whatever way. Of those who guide it is the next
 * instruction. The person guided may send files, which prove the newest step, and write after a call for help.
 * Everybody else writes as always. Undefined when no guidance is under way any more: nothing was written.
 *
 * Refuses: guidance_writing, and what appendStep and appendMessage refuse.
 */
export function sayWhileGuided(
  core: Core,
  actor: Actor,
  roster: Roster,
  message: Said,
  planned?: PlannedStep,
): Promise<Sent | undefined> {
  return once(core, message, () =>
    change(core, actor, async (change) => {
      const session = await lockActive(change.tx, message.conversation_id);
      if (session === undefined) return undefined;
      return session.guided_id === actor.id
        ? sayAsGuided(change, session, message)
        : mayGuide(core.kinds, actor, roster)
          ? appendStep(change, session, message, planned)
          : appendMessage(change, { ...message, kind: "text" });
    }),
  );
}

async function sayAsGuided(change: Change, session: HeldSession, message: Said): Promise<Sent> {
  const open = await openStepOf(change.tx, session.id);
  if (open?.result === "help") return appendMessage(change, { ...message, kind: "text" });
  const wordless = message.text === "" && message.attachments !== undefined;
  const step = wordless ? await newestStepOf(change.tx, session.id) : undefined;
  if (step === undefined) throw new RefusedError("guidance_writing");
  return appendProof(change, step, message);
}
