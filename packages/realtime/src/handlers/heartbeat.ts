import { EncodedFrame } from "../frames/encoded.ts";
import type { Handler } from "./handler.ts";

const pongFrame = EncodedFrame.of({ type: "pong" });

export const onPing: Handler<"ping"> = (_realm, connection) => connection.enqueue(pongFrame);

/** Having been heard is all that matters. */
export const onPong: Handler<"pong"> = () => {};
