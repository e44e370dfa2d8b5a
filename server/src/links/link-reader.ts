import type { ReadLink } from "@relais/core";
import type { Config } from "../config.ts";
import { systemResolve } from "./judged-address.ts";
import { createReadLink } from "./read-link.ts";
import { remembering } from "./remember.ts";

/** How links are looked at, as the operator decided; undefined: not at all. */
export function linkReader({ linkPreviews }: Config): ReadLink | undefined {
  if (linkPreviews === undefined) return undefined;
  const allowed = new Set(linkPreviews.allowed);
  return remembering(createReadLink({ resolve: systemResolve, allowed }));
}
