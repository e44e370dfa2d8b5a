import type { IncomingMessage } from "node:http";

/**
 * Whether a socket or a stream may be opened from this page. Browsers do not keep other sites from
 * opening sockets to us, so we look at `Origin` ourselves; programs that send none are not browsers.
 */
export function isAllowedOrigin(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  const url = URL.parse(origin);
  return url !== null && url.host !== "" && url.host === host?.toLowerCase();
}
