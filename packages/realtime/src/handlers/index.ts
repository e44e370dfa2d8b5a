import { RefusedError } from "@relais/core";
import type { UpFrame, UpFrameType } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import { type Decoded, decodeFrame } from "../frames/decode.ts";
import type { Realm } from "../realm.ts";
import { onAttend } from "./attend.ts";
import { onDelete, onEdit, onReact } from "./change-message.ts";
import { onChangeStatus } from "./change-status.ts";
import { onDraft } from "./draft.ts";
import { onFocus } from "./focus.ts";
import type { Handler } from "./handler.ts";
import { onPing, onPong } from "./heartbeat.ts";
import { onHello } from "./hello.ts";
import { onPosition } from "./position.ts";
import { onReceipt } from "./receipt.ts";
import { refuseFor } from "./refuse.ts";
import { onSend } from "./send.ts";
import { onSubscribe, onUnsubscribe, onWatchCases } from "./subscribe.ts";
import { onToken } from "./token.ts";
import { onTyping } from "./typing.ts";

/** Every frame that a client may send, and what it does. */
const handlers: { [Type in UpFrameType]: Handler<Type> } = {
  hello: onHello,
  token: onToken,
  subscribe: onSubscribe,
  unsubscribe: onUnsubscribe,
  watch_cases: onWatchCases,
  send: onSend,
  edit: onEdit,
  delete: onDelete,
  react: onReact,
  change_status: onChangeStatus,
  draft: onDraft,
  receipt: onReceipt,
  typing: onTyping,
  position: onPosition,
  focus: onFocus,
  attend: onAttend,
  ping: onPing,
  pong: onPong,
};

/** What may be sent by whoever came by a customer's link: a closed list. */
const guestFrames: ReadonlySet<UpFrameType> = new Set([
  "hello",
  "token",
  "subscribe",
  "unsubscribe",
  "send",
  "edit",
  "delete",
  "react",
  "receipt",
  "typing",
  "position",
  "focus",
  "ping",
  "pong",
]);

/** A frame as it came from the network. */
export function receive(realm: Realm, connection: Connection, text: string): void {
  handle(realm, connection, decodeFrame(text));
}

/** A decoded frame: within its rate, then to its handler. Frames start in the order of arrival. */
export function handle(realm: Realm, connection: Connection, decoded: Decoded): void {
  if (connection.closed) return;
  const now = realm.clock();
  connection.heardAt = now;
  connection.pinged = false;
  const ref = refOf(decoded);
  const wait = connection.allowFrame(realm.frameRate, now);
  if (wait > 0) {
    connection.refuse("too_many_requests", { ref, retryAfterMs: wait });
    return;
  }
  if (!decoded.ok) {
    connection.refuse(decoded.code, { ref, fields: decoded.fields });
    return;
  }
  void run(realm, connection, decoded.frame, ref);
}

function refOf(decoded: Decoded): number | undefined {
  if (!decoded.ok) return decoded.ref;
  return "ref" in decoded.frame ? decoded.frame.ref : undefined;
}

async function run(
  realm: Realm,
  connection: Connection,
  frame: UpFrame,
  ref: number | undefined,
): Promise<void> {
  realm.underWay.begin();
  try {
    if (connection.identity === undefined && frame.type !== "hello")
      throw new RefusedError("unauthenticated");
    if (connection.identity?.actor.guest !== undefined && !guestFrames.has(frame.type)) {
      throw new RefusedError("forbidden");
    }
    // The table pairs each type with its handler; TypeScript cannot follow that through a union.
    await (handlers[frame.type] as Handler<UpFrameType>)(realm, connection, frame);
  } catch (error) {
    refuseFor(realm, connection, error, { ref });
  } finally {
    realm.underWay.end();
  }
}
