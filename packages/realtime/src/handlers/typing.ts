import { mayWrite, RefusedError, readableRoster } from "@relais/core";
import { limits } from "@relais/protocol";
import { actorOf, type Handler } from "./handler.ts";

export const onTyping: Handler<"typing"> = async (realm, connection, frame) => {
  const actor = actorOf(connection);
  const roster = await readableRoster(realm.core, actor, frame.conversation_id);
  if (!mayWrite(realm.core.kinds, actor, roster)) throw new RefusedError("forbidden");
  if (roster.members.size > limits.intimateParticipants) return;
  const news = { conversation_id: frame.conversation_id, user_id: actor.id, active: frame.active };
  realm.typing.note(news);
  realm.bus.typing(news);
};
