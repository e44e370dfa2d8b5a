import { isIP } from "node:net";

/** Where a request may go, and how it is written there. */
export type Destination = { readonly url: URL; readonly host: string; readonly port: number };

/** Names that are somebody's own, in every network. */
const ownNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|onion|home\.arpa)$/;

/**
 * The destination of a link as it was written, or null when no request is made to such a place: another
 * scheme or port, a name and password, an address in a strange spelling, a name of a local network.
 */
export function destinationOf(link: string, allowed: ReadonlySet<string>): Destination | null {
  const url = URL.parse(link);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/?#]*@/.test(link)) return null;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  url.hash = "";
  if (allowed.has(`${host}:${port}`)) return { url, host, port };
  if (port !== 80 && port !== 443) return null;
  if (isIP(host) === 0) {
    if (!host.includes(".") || host.endsWith(".") || ownNames.test(host)) return null;
  } else if (isIP(host) === 4 && writtenHost(link) !== host) return null;
  return { url, host, port };
}

/** 0x7f.1, 017700000001 and 2130706433 are all read as addresses: nobody writes one so without a purpose. */
function writtenHost(link: string): string {
  const [, authority = ""] = /^[^/\\]*[/\\]{2}([^/\\?#]*)/.exec(link.trim()) ?? [];
  return authority.replace(/:\d*$/, "");
}
