import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { closeSession } from "./close-session.ts";
import type { EndGuidance } from "./end.ts";
import { checkWords } from "./note.ts";
import { lockActive, lockSession } from "./session-rows.ts";

/**
 * The person guided leaves, at any time: an emergency must never wait for anybody. Whether the problem is
 * solved is not theirs to say.
 *
 * Refuses: not_found, forbidden, guidance_inactive, the text codes for `words`, conflict.
 */
export async function leaveGuidance(
  core: Core,
  actor: Actor,
  leaving: Omit<EndGuidance, "solved">,
): Promise<void> {
  const { conversation_id, session_id } = leaving;
  const roster = await readableRoster(core, actor, conversation_id);
  if (!roster.members.has(actor.id)) throw new RefusedError("forbidden");
  const words = checkWords(leaving.words);
  await core.journal.turns.run(conversation_id, () =>
    change(core, actor, async (change) => {
      const session =
        session_id === undefined
          ? await lockActive(change.tx, conversation_id)
          : await lockSession(change.tx, session_id);
      if (session?.conversation_id !== conversation_id) {
        throw new RefusedError("guidance_inactive");
      }
      if (session.guided_id !== actor.id) throw new RefusedError("forbidden");
      if (session.ended_at !== null) return;
      await closeSession(change, actor, session, { reason: "left", words });
    }),
  );
}
