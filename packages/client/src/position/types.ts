import type { Arrival, Destination, Fix, PositionShare, Sent, ShareLength } from "@relais/protocol";

/** The part of the browser's `navigator.geolocation` that is used; another source may stand in. */
export type GeolocationSource = Pick<
  Geolocation,
  "watchPosition" | "clearWatch" | "getCurrentPosition"
>;

/** Keeps the screen on until what it returns is called. */
export type WakeLockSource = () => Promise<() => void>;

/** Where a person who shares is. */
export type LivePosition = {
  readonly user_id: string;
  readonly fix: Fix;
  readonly arrival: Arrival | null;
  /** When it was measured, in milliseconds since 1970 by the clock of the server (`client.ahead`): its age is told by it. */
  readonly measured_at: number;
  /** When this device heard of it, by the same clock: what `arrival` says counts from then. */
  readonly heard_at: number;
};

/**
 * What this device does for one's own share. `off`: nothing (perhaps another device does).
 * `searching`: no measure yet. `denied`: the person or the system does not allow it. `stopping`: it was stopped without
 * a network; nothing is measured any more, and the server is told with the next connection.
 */
export type Sending = "off" | "searching" | "live" | "denied" | "unavailable" | "stopping";

export type PositionsView = {
  /** By share id; the shares themselves are in `state.shares`. */
  readonly latest: Readonly<Record<string, LivePosition>>;
  readonly sending: Sending;
};

export type ShareOptions = {
  readonly until: ShareLength;
  /** Until arrival without one means the place of the case. */
  readonly destination?: Destination | null;
  /** Keep the screen on: only when the person said so. */
  readonly keepAwake?: boolean;
};

/** Positions of one conversation. All reject with RelaisError or NetworkError. */
export interface Positions {
  /** Measures once and writes it as a message. Rejects with GeolocationPositionError when not measured. */
  sendOnce(): Promise<Sent>;
  /** Begins to show where this device is. */
  share(options: ShareOptions): Promise<PositionShare>;
  /** Goes on with one's own live share from this device, after a reload. */
  resume(): void;
  /** Stops the share, on whichever device it is. Resolves without a network too: `sending` is `stopping` until it is back. */
  stop(): Promise<void>;
}
