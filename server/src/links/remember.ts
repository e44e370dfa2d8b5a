import type { FoundPage, ReadLink } from "@relais/core";

const foundMs = 60 * 60_000;
/** What did not answer may answer soon. */
const nothingMs = 10 * 60_000;
const mostLinks = 500;
const mostPictureBytes = 32_000_000;

type Known = { readonly page: FoundPage | null; readonly until: number };

/** The same link is looked at once for a while, however often it is written, and once at a time. */
export function remembering(read: ReadLink, now: () => number = Date.now): ReadLink {
  // In the order of coming: the first is the oldest.
  const known = new Map<string, Known>();
  const underWay = new Map<string, Promise<FoundPage | null>>();
  let pictureBytes = 0;
  const forget = (link: string): void => {
    pictureBytes -= known.get(link)?.page?.picture?.byteLength ?? 0;
    known.delete(link);
  };
  const keep = (link: string, page: FoundPage | null): void => {
    forget(link);
    known.set(link, { page, until: now() + (page === null ? nothingMs : foundMs) });
    pictureBytes += page?.picture?.byteLength ?? 0;
    for (const oldest of known.keys()) {
      if (known.size <= mostLinks && pictureBytes <= mostPictureBytes) break;
      forget(oldest);
    }
  };
  return async (link, signal) => {
    const before = known.get(link);
    if (before !== undefined && before.until > now()) return before.page;
    const already = underWay.get(link);
    if (already !== undefined) return already;
    const looking = read(link, signal).then((page) => {
      keep(link, page);
      return page;
    });
    underWay.set(link, looking);
    try {
      return await looking;
    } finally {
      underWay.delete(link);
    }
  };
}
