import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { closeSession } from "./close-session.ts";
import { checkWords } from "./note.ts";
import { mayGuide } from "./policy.ts";
import { lockActive, lockSession } from "./session-rows.ts";

export type EndGuidance = {
  readonly conversation_id: string;
  /** The session meant; without it, the one under way. With it, ending twice is answered alike. */
  readonly session_id?: string | undefined;
  readonly solved: boolean;
  readonly words?: string | undefined;
};

/**
 * Ends the guidance under way, solved or not, as one of those who guide.
 *
 * Refuses: not_found, forbidden, guidance_inactive, the text codes for `words`, conflict.
 */
export async function endGuidance(core: Core, actor: Actor, end: EndGuidance): Promise<void> {
  const { conversation_id, session_id, solved } = end;
  const roster = await readableRoster(core, actor, conversation_id);
  if (!mayGuide(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  const words = checkWords(end.words);
  await core.journal.turns.run(conversation_id, () =>
    change(core, actor, async (change) => {
      const session =
        session_id === undefined
          ? await lockActive(change.tx, conversation_id)
          : await lockSession(change.tx, session_id);
      if (session?.conversation_id !== conversation_id) {
        throw new RefusedError("guidance_inactive");
      }
      if (session.ended_at !== null) return;
      await closeSession(change, actor, session, { reason: solved ? "solved" : "stopped", words });
    }),
  );
}
