/**
 * Why a connection ended. WebSocket closes with the code; the SSE stream says the same in `bye`.
 * `reconnect: false` is final: the same attempt would end the same way.
 */
type CloseEntry = { readonly code: number; readonly reconnect: boolean };

export const closes = {
  /** The client left, or the page was closed. */
  going_away: { code: 1001, reconnect: true },
  /** The server is restarting; come back after `after_ms`. */
  restarting: { code: 1012, reconnect: true },
  /** A frame was malformed or came out of order. */
  protocol_error: { code: 4400, reconnect: false },
  /** The token or ticket was refused; come back with a new one. */
  unauthenticated: { code: 4401, reconnect: true },
  /** The session was ended (sign-out everywhere, user deactivated). */
  session_ended: { code: 4403, reconnect: false },
  /** The link that the guest came by was revoked or renewed. */
  link_ended: { code: 4406, reconnect: false },
  /** No `hello` arrived in time. */
  hello_timeout: { code: 4408, reconnect: true },
  /** The user has too many connections; the oldest gave way. */
  replaced: { code: 4409, reconnect: false },
  /** Nothing was heard for two heartbeats. */
  heartbeat_missed: { code: 4410, reconnect: true },
  /** A frame was larger than the limit. */
  frame_too_large: { code: 4413, reconnect: false },
  /** The operator suspended the organization; come back after `after_ms`. */
  organization_suspended: { code: 4423, reconnect: true },
  /** The server does not speak that version. */
  version_unsupported: { code: 4426, reconnect: false },
  /** Frames kept coming after refusals; come back after `after_ms`. */
  flooding: { code: 4429, reconnect: true },
  /** Too many bytes waited for this reader; it recovers by catch-up. */
  slow_reader: { code: 4508, reconnect: true },
  /** The server failed. */
  internal: { code: 1011, reconnect: true },
} as const satisfies Record<string, CloseEntry>;

export type CloseReason = keyof typeof closes;

const byCode = new Map<number, CloseReason>(
  Object.entries(closes).map(([reason, entry]) => [entry.code, reason as CloseReason]),
);

/** The reason of a code that a socket closed with; unknown codes (1006, proxies) heal by reconnecting. */
export function closeReason(code: number): CloseReason | undefined {
  return byCode.get(code);
}
