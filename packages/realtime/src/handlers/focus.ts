import { actorOf, type Handler } from "./handler.ts";

export const onFocus: Handler<"focus"> = (realm, connection, frame) => {
  const actor = actorOf(connection);
  if (connection.focused === frame.focused) return;
  connection.focused = frame.focused;
  realm.presence.changed(actor.id);
};
