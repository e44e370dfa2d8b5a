import type { ConversationState, Counter, DownFrames, Language } from "@relais/protocol";
import type { Clock, Random } from "../clock.ts";
import type { Connection } from "../connection/connection.ts";
import type { PersonsDrafts } from "../drafts/drafts.ts";
import type { Epoch } from "../epoch.ts";
import type { Http } from "../http/types.ts";
import type { DeviceMemory } from "../memory/types.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { StoppedShares } from "../position/stopped.ts";
import type { GeolocationSource, WakeLockSource } from "../position/types.ts";
import type { Receipts } from "./receipts.ts";

/** What a conversation shares with the others of its client. */
export type ConversationParts = {
  clock: Clock;
  random: Random;
  connection: Connection;
  outbox: Outbox;
  drafts: PersonsDrafts;
  receipts: Receipts;
  /** Says what awaits the person here while it is followed; null: it is not any more. */
  count: (conversationId: string, counter: Counter | null) => void;
  http: Http;
  fetch: typeof fetch;
  /** What this device keeps of the viewer; null: nothing. */
  memory: DeviceMemory | null;
  /** What was asked for before; null: nothing was. */
  early: ((id: string) => Promise<ConversationState | null>) | null;
  viewerId: () => string | null;
  language: () => Language | undefined;
  geolocation: GeolocationSource | null;
  wakeLock: WakeLockSource | null;
  serverAhead: () => number;
  stopped: StoppedShares;
  epoch: Epoch;
  /** The server has another journal than the one that is held here, and did not say so in its welcome. */
  foreign: () => void;
  /** What the running server said in its welcome; null before the first one. */
  welcome: () => DownFrames["welcome"] | null;
};
