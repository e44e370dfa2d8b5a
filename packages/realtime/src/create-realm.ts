import type { Core, Log } from "@relais/core";
import { limits } from "@relais/protocol";
import { aloneBus } from "./bus/bus.ts";
import { openBus } from "./bus/open-bus.ts";
import { Registry } from "./connections/registry.ts";
import { Turn } from "./connections/turn.ts";
import { Attendance } from "./fleeting/attendance.ts";
import { Drafts } from "./fleeting/drafts.ts";
import { Positions } from "./fleeting/positions.ts";
import { Presence } from "./fleeting/presence.ts";
import { Typing } from "./fleeting/typing.ts";
import { UnderWay } from "./handlers/under-way.ts";
import type { Realm } from "./realm.ts";
import { deliverCases } from "./streams/follow-cases.ts";
import { receiptsTogether } from "./streams/receipts-together.ts";
import { deliverAndShowOut, showOut } from "./streams/show-out.ts";
import type { StreamSource } from "./streams/stream.ts";
import { Streams } from "./streams/streams.ts";
import { type Buckets, type Rate, TokenBuckets } from "./token-bucket.ts";

export type RealtimeOptions = {
  core: Core;
  log: Log;
  /** Shares wakes, typing and presence with other servers; without it this server is alone. */
  redisUrl?: string | undefined;
  /** Frames of one connection; the protocol's limits unless an operator knows better. */
  frameRate?: Rate;
  /** Messages of one user over all devices, by user id; several servers may keep one rate together. */
  sends?: Buckets;
};

/** What the handlers of one server work with. */
export function createRealm(options: RealtimeOptions): Realm {
  const { core, log, redisUrl } = options;
  const source = (deliver: StreamSource["deliver"]): StreamSource => ({
    read: (organizationId, streamId, after) =>
      core.journal.reader.after({ organization_id: organizationId }, streamId, after),
    deliver,
    failed: (error) => log.error({ err: error }, "Reading the journal for followers failed."),
  });
  const fanOut = { frames: 0, deliveries: 0 };
  const deliverAndCount: StreamSource["deliver"] = (stream, events) => {
    fanOut.frames += 1;
    fanOut.deliveries += stream.followers.size;
    deliverAndShowOut(realm, stream, events);
  };
  const streams = new Streams(
    { ...source(deliverAndCount), patience: receiptsTogether(core) },
    source((stream, events) => deliverCases(core.kinds, stream, events)),
  );
  const registry = new Registry();
  const presence = new Presence(registry, streams, (news) => realm.bus.presence(news));
  const attendance = new Attendance(streams, (news) => realm.bus.attendance(news));
  const typing = new Typing(streams);
  const positions = new Positions(streams);
  const drafts = new Drafts(registry);
  const bus =
    redisUrl === undefined
      ? aloneBus
      : openBus(
          redisUrl,
          core,
          registry,
          {
            streams,
            presence,
            attendance,
            typing,
            positions,
            drafts,
            showOut: (leaving) => showOut(realm, leaving),
          },
          log,
        );
  const realm: Realm = {
    core,
    log,
    streams,
    registry,
    turn: new Turn(),
    bus,
    typing,
    presence,
    attendance,
    positions,
    drafts,
    draftRates: new TokenBuckets({ perSecond: 2, burst: 20 }),
    positionRates: new TokenBuckets({ perSecond: 1_000 / limits.positionMilliseconds, burst: 2 }),
    sends:
      options.sends ??
      new TokenBuckets({ perSecond: limits.messagesPerSecond, burst: limits.messagesBurst }),
    frameRate: options.frameRate ?? {
      perSecond: limits.framesPerSecond,
      burst: limits.framesBurst,
    },
    clock: () => performance.now(),
    fanOut,
    underWay: new UnderWay(),
    draining: false,
  };
  return realm;
}
