import { type Actor, mayWrite, RefusedError, readableRoster } from "@relais/core";
import { limits, type UpFrames } from "@relais/protocol";
import type { Realm } from "../realm.ts";
import { actorOf, type Handler } from "./handler.ts";

export const onTyping: Handler<"typing"> = async (realm, connection, frame) => {
  await takeTyping(realm, actorOf(connection), frame);
  realm.attendance.typed(connection, frame.active);
};

/** The same for somebody without a connection here. Refuses: not_found, forbidden. */
export async function takeTyping(
  realm: Realm,
  actor: Actor,
  frame: Pick<UpFrames["typing"], "conversation_id" | "active" | "recording">,
): Promise<void> {
  const roster = await readableRoster(realm.core, actor, frame.conversation_id);
  if (!mayWrite(realm.core.kinds, actor, roster)) throw new RefusedError("forbidden");
  if (roster.members.size > limits.intimateParticipants) return;
  const { conversation_id, active, recording } = frame;
  const news = { conversation_id, user_id: actor.id, active, ...(recording && { recording }) };
  realm.typing.note(news);
  realm.bus.typing(news);
  const { organization_id, case_kind } = roster;
  realm.typing.typed({ organization_id, case_kind, conversation_id, user_id: actor.id, active });
}
