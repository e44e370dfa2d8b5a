import { changeStatusOnce } from "@relais/core";
import { actorOf, type Handler } from "./handler.ts";
import { paced } from "./paced.ts";

export const onChangeStatus: Handler<"change_status"> = (realm, connection, frame) => {
  const { type: _, ref, case_id, ...change } = frame;
  return paced(realm, connection, ref, async () => {
    const changed = await changeStatusOnce(realm.core, actorOf(connection), case_id, change);
    return changed === null ? {} : { revision: changed.revision };
  });
};
