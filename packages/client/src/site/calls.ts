import type { EmbeddedSite, EmbeddedVisit, OpenedLink, StartEmbeddedBody } from "@relais/protocol";
import type { Call } from "../http/request.ts";

/** The calls of a site of an organization's own, for whoever is nobody yet. Each rejects as those of `Http` do. */
export function siteCalls(call: <T>(what: Call) => Promise<T>, site: string) {
  const path = `/v1/embedded/${encodeURIComponent(site)}`;
  return {
    /** What everybody may know of it. */
    read: () => call<EmbeddedSite>({ path }),
    /** Brings back whom the site vouches for; `opened` is null for whoever has said nothing yet. */
    visit: (identity: string) =>
      call<EmbeddedVisit>({ path: `${path}/visits`, body: { identity } }),
    /** The first message. The same attempt made again is the same conversation. */
    begin: (body: StartEmbeddedBody) => call<OpenedLink>({ path: `${path}/conversations`, body }),
  };
}
export type SiteCalls = ReturnType<typeof siteCalls>;
