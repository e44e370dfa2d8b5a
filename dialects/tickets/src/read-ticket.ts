import { type Actor, noProgress, readProgress, RefusedError } from "@relais/core";
import { type DialectServices, readOfKind } from "@relais/dialect";
import type { CaseView } from "@relais/protocol";
import { toTicket, type WireTicket } from "./to-wire/ticket.ts";
import { kind } from "./words.ts";

/** A ticket with its conversation. Refuses: not_found, forbidden. */
export async function readTalk(
  services: DialectServices,
  actor: Actor,
  id: string,
): Promise<{ theCase: CaseView; conversation_id: string }> {
  const theCase = await readOfKind(services, actor, kind, id);
  const { conversation_id } = theCase;
  if (conversation_id === null) throw new RefusedError("not_found");
  return { theCase, conversation_id };
}

/** Tickets in the words of this API, with how far their work is. */
export async function describeTickets(
  { core }: DialectServices,
  actor: Actor,
  cases: readonly CaseView[],
): Promise<WireTicket[]> {
  const progress = await readProgress(core, actor, cases);
  return cases.map((one) => toTicket(one, progress.get(one.id) ?? noProgress));
}

export async function describeTicket(
  services: DialectServices,
  actor: Actor,
  theCase: CaseView,
): Promise<WireTicket> {
  const [ticket = toTicket(theCase, noProgress)] = await describeTickets(services, actor, [
    theCase,
  ]);
  return ticket;
}
