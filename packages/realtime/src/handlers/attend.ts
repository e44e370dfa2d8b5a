import { getCase, mayUseDesk, RefusedError } from "@relais/core";
import { actorOf, type Handler } from "./handler.ts";

/** Whoever says it must be able to see that case. Refuses: forbidden, not_found. */
export const onAttend: Handler<"attend"> = async (realm, connection, { case_id }) => {
  const actor = actorOf(connection);
  if (!mayUseDesk(actor)) throw new RefusedError("forbidden");
  if (case_id !== null) await getCase(realm.core, actor, case_id);
  if (!connection.closed) realm.attendance.attend(connection, actor, case_id);
};
