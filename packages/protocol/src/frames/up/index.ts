import { z } from "zod";
import { attend } from "./attend.ts";
import { deleteUp, edit, react } from "./change-message.ts";
import { changeStatusUp } from "./change-status.ts";
import { draftUp } from "./draft.ts";
import { focus } from "./focus.ts";
import { hello } from "./hello.ts";
import { ping, pong } from "./heartbeat.ts";
import { positionUp } from "./position.ts";
import { receiptUp } from "./receipt.ts";
import { send } from "./send.ts";
import { subscribe, unsubscribe, watchCases } from "./subscribe.ts";
import { token } from "./token.ts";
import { typingUp } from "./typing.ts";

/** Every frame that a client may send. */
export const upFrames = {
  hello,
  token,
  subscribe,
  unsubscribe,
  watch_cases: watchCases,
  send,
  edit,
  delete: deleteUp,
  react,
  change_status: changeStatusUp,
  draft: draftUp,
  receipt: receiptUp,
  typing: typingUp,
  position: positionUp,
  focus,
  attend,
  ping,
  pong,
} as const;

export type UpFrames = { [Type in keyof typeof upFrames]: z.infer<(typeof upFrames)[Type]> };
export type UpFrame = UpFrames[keyof UpFrames];
export type UpFrameType = UpFrame["type"];
export type { Standing } from "./hello.ts";
