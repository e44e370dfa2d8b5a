import { followCases } from "../streams/follow-cases.ts";
import { followConversation, unfollowConversation } from "../streams/follow-conversation.ts";
import { actorOf, type Handler } from "./handler.ts";

export const onSubscribe: Handler<"subscribe"> = (realm, connection, frame) => {
  actorOf(connection);
  const { conversation_id, after, at, ref } = frame;
  return followConversation(
    realm,
    connection,
    { conversation_id, ...(after !== undefined && { after }), ...(at !== undefined && { at }) },
    ref,
  );
};

export const onUnsubscribe: Handler<"unsubscribe"> = (realm, connection, frame) => {
  actorOf(connection);
  return unfollowConversation(realm, connection, frame.conversation_id, frame.ref);
};

export const onWatchCases: Handler<"watch_cases"> = (realm, connection, frame) => {
  actorOf(connection);
  return followCases(realm, connection, { after: frame.after }, frame.ref);
};
