import type { OpenedLink } from "@relais/protocol";
import type { Core } from "../core.ts";
import { enterLink } from "./enter-link.ts";
import { readVisit } from "./read-visit.ts";
import { throughLink } from "./through-link.ts";

/**
 * Exchanges what stands in a customer's link for a session of this device, limited to the conversation of
 * the link. Any number of devices may come by one link; all of them go with it.
 *
 * Refuses: link_unknown, link_revoked, link_expired, organization_suspended.
 */
export async function openLink(
  core: Core,
  { token, client }: { readonly token: string; readonly client?: string },
): Promise<OpenedLink> {
  // Held: whoever revokes it meanwhile waits, and then ends this sign-in as well.
  const begun = await throughLink(core, token, { held: true }, (tx, link) =>
    enterLink(core, tx, link, client),
  );
  return { ...begun.answer, visit: await readVisit(core, begun.actor) };
}
