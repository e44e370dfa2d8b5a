import { geoUri, type Point, type Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { checkWords } from "../message/check-words.ts";
import { sendApart } from "../message/send-apart.ts";
import { checkFix } from "./check-fix.ts";
import { refuseService } from "../access/people-only.ts";

export type SendPosition = Point & {
  readonly conversation_id: string;
  readonly accuracy_m: number;
  /** What is said about it. */
  readonly words?: string | undefined;
  /** Makes a retry the same message. Without it every call is a new one. */
  readonly client_id: string | null;
};

/**
 * Writes where the actor is, once, as a message whose text is a `geo:` URI. Alike for the first time and
 * for every resend under the same `client_id` (P2).
 *
 * Refuses: position_refused, text_too_long, text_forbidden_character, not_found, forbidden, conversation_closed,
 * client_id_reused, conflict.
 */
export async function sendPosition(
  core: Core,
  actor: Actor,
  { conversation_id, client_id, words, ...measure }: SendPosition,
): Promise<Sent> {
  refuseService(actor);
  const checked = checkFix(
    { ...measure, device_at: 0, age_ms: 0 },
    { last: null, suspect: null },
    0,
  );
  const roster = await writableRoster(core, actor, conversation_id);
  if (!checked.ok) {
    core.positions.count(checked.fault);
    throw new RefusedError("position_refused", { fields: { position: checked.fault } });
  }
  const text = geoUri({ ...measure, words: checkWords(words) });
  return sendApart(core, actor, roster, { kind: "position", text, client_id });
}
