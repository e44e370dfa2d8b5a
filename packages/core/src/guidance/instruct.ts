import type { Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { prepareMessage } from "../message/prepare-message.ts";
import type { SendMessage } from "../message/send-message.ts";
import { mayGuide } from "./policy.ts";
import { sayWhileGuided } from "./say.ts";

/**
 * Gives the next step, and nothing else: where sendMessage would write a plain message because no guidance
 * is under way, this refuses.
 *
 * Refuses: guidance_inactive, step_unanswered, guidance_full, and what sendMessage refuses.
 */
export async function instruct(core: Core, actor: Actor, message: SendMessage): Promise<Sent> {
  const { roster, row, alreadySent } = await prepareMessage(core, actor, message);
  if (!mayGuide(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  if (alreadySent !== undefined) return alreadySent;
  const sent = await sayWhileGuided(core, actor, roster, row);
  if (sent === undefined) throw new RefusedError("guidance_inactive");
  return sent;
}
