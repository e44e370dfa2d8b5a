export { createSite, type Site, type SiteOptions, type SiteTalk, type SiteVisit } from "./site.ts";
export { type SiteCalls, siteCalls } from "./calls.ts";
export type { EmbeddedSite, EmbeddedVisit, NewGuest, StartEmbeddedBody } from "@relais/protocol";
