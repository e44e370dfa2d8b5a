import type { Change } from "../change.ts";
import type { Json } from "../json.ts";

/** The first thing that a server of this protocol says. */
export const greeting = (host: string, session: string, now: number): string =>
  JSON.stringify({ t: "c", d: { t: "h", d: { ts: now, v: "5", h: host, s: session } } });

/** The answer to what was asked under a number. */
export const answer = (asked: number, status: string, data: unknown = {}): string =>
  JSON.stringify({ t: "d", d: { r: asked, b: { s: status, d: data } } });

export const denied = (asked: number): string =>
  answer(asked, "permission_denied", "Permission denied");

/** The token is not good any more: the client comes back with another. */
export const revoked = (why: string): string =>
  JSON.stringify({ t: "d", d: { a: "ac", b: { s: "expired_token", d: why } } });

/** What changed below a place; with the tag of a query, for that query alone. */
export function told(place: string, { kind, path, data }: Change, tag?: number): string {
  const p = [place, ...path].join("/");
  const body = { p, d: data, ...(tag !== undefined && { t: tag }) };
  return JSON.stringify({ t: "d", d: { a: kind === "put" ? "d" : "m", b: body } });
}

/** Everything that stands at a place. */
export const whole = (place: string, data: Json | null, tag?: number): string =>
  told(place, { kind: "put", path: [], data }, tag);
