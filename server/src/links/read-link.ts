import type { FoundPage, ReadLink } from "@relais/core";
import { decodeBuffer } from "encoding-sniffer";
import { type Fetched, fetchPublic, type Wanted } from "./fetch.ts";
import type { FetchMeans } from "./judged-address.ts";
import { readHead } from "./read-head.ts";

/** For a page with its picture: whoever wrote the link is looking at the conversation. */
const patienceMs = 10_000;

const page: Wanted = {
  accept: "text/html,application/xhtml+xml",
  types: ["text/html", "application/xhtml+xml"],
  mostBytes: 1_000_000,
  tooLarge: "cut",
  // Everything that is said of a page stands in its head.
  enough: (chunk) => chunk.includes("</head") || chunk.includes("</HEAD"),
};

const picture: Wanted = {
  accept: "image/webp,image/png,image/jpeg,image/gif",
  types: ["image/webp", "image/png", "image/jpeg", "image/jpg", "image/gif"],
  mostBytes: 5_000_000,
  tooLarge: "refuse",
};

/** Looks at public pages; see `fetchPublic` for what is refused. Each call asks the network anew. */
export function createReadLink(means: FetchMeans, patience = patienceMs): ReadLink {
  return async (link, signal) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const quietly = (address: string, wanted: Wanted) =>
      fetchPublic(means, address, wanted, limited).catch(() => null);
    const found = await quietly(link, page);
    signal.throwIfAborted();
    if (found === null) return null;
    const head = readHead(textOf(found));
    if (head.title === null) return null;
    const address = head.picture === null ? null : URL.parse(head.picture, found.url)?.href;
    const drawn = address == null ? null : await quietly(address, picture);
    signal.throwIfAborted();
    const { title, description, site } = head;
    return { title, description, site, picture: drawn?.bytes ?? null } satisfies FoundPage;
  };
}

/** In the encoding that the page is in, as a browser finds it. */
function textOf({ bytes, contentType }: Fetched): string {
  const [, label] = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType) ?? [];
  return decodeBuffer(bytes, {
    ...(label !== undefined && { transportLayerEncodingLabel: label }),
    defaultEncoding: "UTF-8",
  });
}
