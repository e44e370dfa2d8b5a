import { type Actor, describeTalks, readableRoster, RefusedError } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { CaseView } from "@relais/protocol";
import { readClaim } from "../claims/read-claim.ts";
import type { Told } from "../to-wire/conversation.ts";

/** A conversation about a claim, as this person may read it. Refuses: not_found, forbidden. */
export async function readTold(
  services: DialectServices,
  actor: Actor,
  conversationId: string,
): Promise<Told> {
  const { core } = services;
  const { case_id, internal_of } = await readableRoster(core, actor, conversationId);
  // What is internal has no address of its own here: it is read beside.
  if (internal_of !== null) throw new RefusedError("not_found");
  const theCase = await readClaim(services, actor, case_id);
  const [talk] = await describeTalks(core, actor, [conversationId]);
  if (talk === undefined) throw new RefusedError("not_found");
  return { talk, case: theCase, ended: hasEnded(services, theCase) };
}

export function hasEnded({ core }: DialectServices, { kind, status }: CaseView): boolean {
  return core.kinds.get(kind)?.statuses.find(({ name }) => name === status)?.ends ?? false;
}
