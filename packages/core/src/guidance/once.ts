import type { Sent } from "@relais/protocol";
import type { Core } from "../core.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { findSent } from "../journal/writer/resend.ts";
import type { NewMessage } from "../message/append-message.ts";

/**
 * Writes a message in its turn among those of its conversation (N4.4), and answers every resend under the
 * same `client_id` as the first time (P2).
 */
export function once<Answer extends Sent | undefined>(
  core: Core,
  message: Omit<NewMessage, "kind" | "step">,
  write: () => Promise<Answer>,
): Promise<Answer | Sent> {
  const sentBefore = () => findSent(core.pool, { ...message, kind: "message" });
  return core.journal.turns.run(message.conversation_id, async () => {
    const before = await sentBefore();
    if (before !== undefined) return before;
    try {
      return await write();
    } catch (error) {
      // The same one came twice at once, through two servers: the other was first, and is in the way of this
      // one as a row or by the step that it gave.
      if (!isUniqueViolation(error, "message_client_id") && !(error instanceof RefusedError)) {
        throw error;
      }
      const sent = await sentBefore();
      if (sent === undefined) throw error;
      return sent;
    }
  });
}
