/**
 * Why a connection ended. WebSocket closes with the code; the SSE stream says the same in `bye`.
 * `reconnect: false` is final: the same attempt would end the same way.
 */
export type CloseEntry = {
  readonly code: number;
  readonly reconnect: boolean;
  readonly means: string;
};

const close = (code: number, reconnect: boolean, means: string): CloseEntry => ({
  code,
  reconnect,
  means,
});

export const closes = {
  going_away: close(1001, true, "The client left, or the page was closed."),
  restarting: close(1012, true, "The server is restarting; come back after `after_ms`."),
  protocol_error: close(4400, false, "A frame was malformed or came out of order."),
  unauthenticated: close(4401, true, "The token or ticket was refused; come back with a new one."),
  session_ended: close(
    4403,
    false,
    "The session was ended (sign-out everywhere, user deactivated).",
  ),
  link_ended: close(4406, false, "The link that the guest came by was revoked or renewed."),
  hello_timeout: close(4408, true, "No `hello` arrived in time."),
  replaced: close(4409, false, "The user has too many connections; the oldest gave way."),
  heartbeat_missed: close(4410, true, "Nothing was heard for two heartbeats."),
  frame_too_large: close(4413, false, "A frame was larger than the limit."),
  version_unsupported: close(4426, false, "The server does not speak that version."),
  flooding: close(4429, true, "Frames kept coming after refusals; come back after `after_ms`."),
  slow_reader: close(4508, true, "Too many bytes waited for this reader; it recovers by catch-up."),
  internal: close(1011, true, "The server failed."),
} as const satisfies Record<string, CloseEntry>;

export type CloseReason = keyof typeof closes;

const byCode = new Map<number, CloseReason>(
  Object.entries(closes).map(([reason, entry]) => [entry.code, reason as CloseReason]),
);

/** The reason of a code that a socket closed with; unknown codes (1006, proxies) heal by reconnecting. */
export function closeReason(code: number): CloseReason | undefined {
  return byCode.get(code);
}
