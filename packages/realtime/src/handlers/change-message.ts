import { deleteMessage, editMessage, reactToMessage } from "@relais/core";
import { actorOf, type Handler } from "./handler.ts";
import { paced } from "./paced.ts";

export const onEdit: Handler<"edit"> = (realm, connection, frame) => {
  const { conversation_id, number, text } = frame;
  return paced(realm, connection, frame.ref, () =>
    editMessage(realm.core, actorOf(connection), { conversation_id, number, text }),
  );
};

export const onDelete: Handler<"delete"> = (realm, connection, frame) => {
  const { conversation_id, number } = frame;
  return paced(realm, connection, frame.ref, () =>
    deleteMessage(realm.core, actorOf(connection), { conversation_id, number }),
  );
};

export const onReact: Handler<"react"> = (realm, connection, frame) => {
  const { conversation_id, number, emoji } = frame;
  return paced(realm, connection, frame.ref, () =>
    reactToMessage(realm.core, actorOf(connection), { conversation_id, number, emoji }),
  );
};
