import type { z } from "zod";
import { ping, pong } from "../up/heartbeat.ts";
import { ack, refused } from "./ack.ts";
import { bye } from "./bye.ts";
import { cases, counters } from "./cases.ts";
import { colleagues } from "./colleagues.ts";
import { draftDown, drafts } from "./draft.ts";
import { eventsDown } from "./events.ts";
import { notified } from "./notified.ts";
import { positionDown } from "./position.ts";
import { presence } from "./presence.ts";
import { subscribed } from "./subscribed.ts";
import { typingDown } from "./typing.ts";
import { welcome } from "./welcome.ts";

/** Every frame that the server may send. */
export const downFrames = {
  welcome,
  subscribed,
  events: eventsDown,
  ack,
  refused,
  cases,
  counters,
  notified,
  draft: draftDown,
  drafts,
  typing: typingDown,
  presence,
  colleagues,
  position: positionDown,
  ping,
  pong,
  bye,
} as const;

export type DownFrames = { [Type in keyof typeof downFrames]: z.infer<(typeof downFrames)[Type]> };
export type DownFrame = DownFrames[keyof DownFrames];
export type DownFrameType = DownFrame["type"];
export type { Sent } from "./ack.ts";
export type { Colleague } from "./colleagues.ts";
export type { PresenceEntry } from "./presence.ts";
