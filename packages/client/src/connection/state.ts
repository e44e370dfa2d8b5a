import type { CloseReason } from "@relais/protocol";

export type TransportKind = "websocket" | "sse";

/** Why there is no connection, for good: only `start()` leaves this state. */
export type DisconnectedCode = "not_started" | "stopped" | "signed_out" | CloseReason;

/**
 * Why a connection is being made.
 *
 * - `first`      none was made since `start()`
 * - `offline`    the device says that it has no network
 * - `network`    the link broke or never opened
 * - `heartbeat`  nothing was heard for too long: the link was dead without saying so
 * - `token`      the server refused the access token; another one is being obtained
 * - a close reason of the protocol: what the server said when it closed
 */
export type ConnectingCode = "first" | "offline" | "network" | "heartbeat" | "token" | CloseReason;

/**
 * A closed set; every transition carries a code. `connecting` heals by itself, `disconnected` is
 * final until `start()`. Times are milliseconds since 1970 by this device.
 */
export type ConnectionState =
  | { status: "disconnected"; code: DisconnectedCode }
  | {
      status: "connecting";
      code: ConnectingCode;
      /** Attempts that failed since the last time that it was connected. */
      attempt: number;
      /** Since when it is not connected. */
      since: number;
      /** When the next attempt begins; null while one is running. */
      retryAt: number | null;
    }
  | { status: "connected"; transport: TransportKind; since: number };
