import { mayWrite, RefusedError, readableRoster } from "@relais/core";
import { limits } from "@relais/protocol";
import { actorOf, type Handler } from "./handler.ts";

export const onTyping: Handler<"typing"> = async (realm, connection, frame) => {
  const actor = actorOf(connection);
  const roster = await readableRoster(realm.core, actor, frame.conversation_id);
  if (!mayWrite(realm.core.kinds, actor, roster)) throw new RefusedError("forbidden");
  if (roster.members.size > limits.intimateParticipants) return;
  const { conversation_id, active, recording } = frame;
  const news = { conversation_id, user_id: actor.id, active, ...(recording && { recording }) };
  realm.typing.note(news);
  realm.bus.typing(news);
};
