import type { Core, Log } from "@relais/core";
import type { Bus } from "./bus/bus.ts";
import type { Registry } from "./connections/registry.ts";
import type { Turn } from "./connections/turn.ts";
import type { Attendance } from "./fleeting/attendance.ts";
import type { Drafts } from "./fleeting/drafts.ts";
import type { Positions } from "./fleeting/positions.ts";
import type { Presence } from "./fleeting/presence.ts";
import type { Typing } from "./fleeting/typing.ts";
import type { UnderWay } from "./handlers/under-way.ts";
import type { Streams } from "./streams/streams.ts";
import type { Buckets, Rate, TokenBuckets } from "./token-bucket.ts";

/** What the handlers of frames work with: one a server. */
export type Realm = {
  readonly core: Core;
  readonly log: Log;
  readonly streams: Streams;
  readonly registry: Registry;
  readonly turn: Turn;
  readonly bus: Bus;
  readonly typing: Typing;
  readonly presence: Presence;
  readonly attendance: Attendance;
  readonly positions: Positions;
  readonly drafts: Drafts;
  /** Drafts that one person keeps: what somebody types is no stream. */
  readonly draftRates: TokenBuckets;
  /** Positions of one person in one conversation: a flood does not reach the database. */
  readonly positionRates: TokenBuckets;
  /** Messages a user may send, over all devices and entrances. */
  readonly sends: Buckets;
  readonly frameRate: Rate;
  /** Milliseconds, for rates and heartbeats. */
  readonly clock: () => number;
  /** Frames of events encoded, and how often one was handed to a connection. */
  readonly fanOut: { frames: number; deliveries: number };
  /** Frames that are being answered. */
  readonly underWay: UnderWay;
  draining: boolean;
};
