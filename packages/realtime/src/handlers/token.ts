import { RefusedError } from "@relais/core";
import { actorOf, type Handler } from "./handler.ts";
import { identify } from "./hello.ts";

/** Renews the authentication of a living connection. It cannot become somebody else's, or reach further. */
export const onToken: Handler<"token"> = async (realm, connection, frame) => {
  const before = actorOf(connection);
  const identity = await identify(realm, { token: frame.token });
  const after = identity.actor;
  const sameReach = after.guest?.conversation_id === before.guest?.conversation_id;
  if (after.id !== before.id || !sameReach) throw new RefusedError("token_invalid");
  connection.identity = identity;
  connection.send({
    type: "ack",
    ref: frame.ref,
    token_expires_at: new Date(identity.expiresAt).toISOString(),
  });
};
