import type { Notice, PositionNews } from "@relais/core";
import type { Counter } from "@relais/protocol";
import type { AttendanceNews } from "../fleeting/attendance.ts";
import type { DraftNews } from "../fleeting/drafts.ts";
import type { PresenceNews } from "../fleeting/presence.ts";
import type { TypingNews } from "../fleeting/typing.ts";
import type { Leaving } from "../streams/show-out.ts";

export type CountersNews = { user_id: string; counters: Counter[] };

/** Streams that moved, those among them whose people or case changed (caches of them are old), and who left which. */
export type Wake = {
  readonly moved: readonly string[];
  readonly changed: readonly string[];
  readonly left: readonly Leaving[];
};

/** What other servers are told. A wake carries ids only: they read the journal themselves. */
export interface Bus {
  wake(wake: Wake): void;
  typing(news: TypingNews): void;
  presence(news: PresenceNews): void;
  counters(news: CountersNews): void;
  notice(news: Notice): void;
  position(news: PositionNews): void;
  draft(news: DraftNews): void;
  attendance(news: AttendanceNews): void;
  /** Sign-ins that ended. */
  signedOut(ids: readonly string[]): void;
  close(): Promise<void>;
}

/** What a bus calls when other servers speak. */
export type BusListener = {
  wake(wake: Wake): void;
  typing(news: TypingNews): void;
  presence(serverId: string, news: PresenceNews): void;
  counters(news: CountersNews): void;
  notice(news: Notice): void;
  position(news: PositionNews): void;
  draft(news: DraftNews): void;
  attendance(serverId: string, news: AttendanceNews): void;
  signedOut(ids: readonly string[]): void;
  /** Everybody here, for a server that has just come. */
  everybodyHere(): PresenceNews[];
  attendingHere(): AttendanceNews[];
  serverGone(serverId: string): void;
  /** Other servers go on and cannot be heard: what they wrote is to be looked for. */
  alone(): void;
  /** They are heard again, and may have said something meanwhile. */
  together(): void;
};

/** One server alone: there is nobody to tell. */
export const aloneBus: Bus = {
  wake() {},
  typing() {},
  presence() {},
  counters() {},
  notice() {},
  position() {},
  draft() {},
  attendance() {},
  signedOut() {},
  async close() {},
};
