import { advanceReceipt } from "@relais/core";
import { actorOf, type Handler } from "./handler.ts";

export const onReceipt: Handler<"receipt"> = (realm, connection, frame) => {
  const { conversation_id, delivered, read } = frame;
  return advanceReceipt(realm.core, actorOf(connection), { conversation_id, delivered, read });
};
