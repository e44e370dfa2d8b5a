import type { IncomingMessage, ServerResponse } from "node:http";
import helmet from "helmet";

export type Headers = readonly (readonly [name: string, value: string])[];

/**
 * For what a person looks at: everything from here, nothing inline, in nobody's frame but of the sites in `framedBy`.
 * `pictures`: other origins that pictures may come from.
 */
export function pageHeaders(
  publicUrl: string | undefined,
  pictures: readonly string[] = [],
  framedBy: readonly string[] = [],
): Headers {
  const framed = framedBy.length > 0;
  const sockets = publicUrl === undefined ? [] : [publicUrl.replace(/^http/, "ws")];
  const directives = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:", ...pictures],
    "font-src": ["'self'"],
    "media-src": ["'self'", "blob:"],
    // 'self' covers our own sockets too; older browsers need their address spelt out.
    "connect-src": ["'self'", ...sockets],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": framed ? [...framedBy] : ["'none'"],
  };
  // This one knows no list of sites: where it stands beside the policy, older browsers frame nothing.
  const withoutList = ([name]: Headers[number]) => !framed || name !== "x-frame-options";
  return settled(publicUrl, directives).filter(withoutList);
}

/** The same for a page that holds styles of its own, named by their hashes. */
export function withStyles(headers: Headers, sha256: readonly string[]): Headers {
  const allowed = ["style-src 'self'", ...sha256.map((hash) => `'sha256-${hash}'`)].join(" ");
  return headers.map(([name, value]) => [
    name,
    name === "content-security-policy" ? value.replace("style-src 'self'", allowed) : value,
  ]);
}

/** For what a program reads: nothing in it may ever be run, shown in a frame, or kept by a cache. */
export function apiHeaders(publicUrl: string | undefined): Headers {
  const kept = new Set([
    "content-security-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
  ]);
  const all = settled(publicUrl, { "default-src": ["'none'"], "frame-ancestors": ["'none'"] });
  return [...all.filter(([name]) => kept.has(name)), ["cache-control", "no-store"]];
}

/** helmet is asked once: its answer never changes while we run, and asking costs more than a page. */
function settled(publicUrl: string | undefined, directives: Record<string, string[]>): Headers {
  const headers: [string, string][] = [];
  const recorder = {
    setHeader: (name: string, value: string | string[]) =>
      void headers.push([name.toLowerCase(), String(value)]),
    removeHeader() {},
  };
  const secure = publicUrl?.startsWith("https:") ?? false;
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: "no-referrer" },
    frameguard: { action: "deny" },
    // Only where we know that people come over https.
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    // Over plain http on a local network browsers refuse these two aloud and gain nothing from them.
    crossOriginOpenerPolicy: secure && { policy: "same-origin" },
    originAgentCluster: secure,
  })({} as IncomingMessage, recorder as unknown as ServerResponse, () => {});
  return headers;
}
