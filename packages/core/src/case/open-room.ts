import type { CaseRoom, Person } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { createConversation } from "../conversation/create-conversation.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { alterCase, lockCaseRow } from "./alter-case.ts";
import { kindOf } from "./kind-of.ts";
import { namedPerson } from "./people.ts";
import { hasPart, maySeeCase } from "./policy.ts";
import { caseView, readCase } from "./views.ts";
import { noReason } from "./write-timeline.ts";

export type OpenedRoom = { readonly room: CaseRoom; readonly created: boolean };

/**
 * The conversation of whoever does the work with one person of the case: the one that exists, or a new one. Of
 * many who ask at once one creates it and all have the same. Either of the two may ask.
 *
 * Refuses: not_found, forbidden, transition_not_allowed (nobody does the work yet), invalid_body (a person who has
 * no part in it).
 */
export async function openRoom(
  core: Core,
  actor: Actor,
  caseId: string,
  personId: string,
): Promise<OpenedRoom> {
  return change(core, actor.organization_id, async (change) => {
    // Held: whoever comes second finds the room of the first.
    const before = caseView(await lockCaseRow(change.tx, caseId));
    const kind = kindOf(core, before);
    if (!maySeeCase(core.kinds, actor, before)) throw new RefusedError("forbidden");
    const worker = before.assignee;
    const other = personId === worker?.id ? actor.id : personId;
    if (actor.id !== other && !hasPart(kind, actor, before, "assignee"))
      throw new RefusedError("forbidden");
    if (kind.conversation.opens !== "asked" || worker === null) {
      throw new RefusedError("transition_not_allowed");
    }
    const known = before.rooms.find(({ person }) => person.id === other);
    if (known !== undefined) return { room: known, created: false };
    const person = personOf(kind.conversation.with, before, other);
    const named = person ?? (await namedPerson(change.tx, "person_id", other, rolesOf(kind)));
    const conversation_id = await createConversation(core.kinds, change, {
      organization_id: actor.organization_id,
      case_id: caseId,
      case_kind: kind.name,
      actor_id: actor.id,
      people: [worker, named],
      room: { with_id: other, worker_id: worker.id },
    });
    // Everybody's list learns of it, and nothing is said in the timeline.
    await alterCase(core, change, actor, before, {
      kind,
      entries: [],
      rooms: true,
      why: noReason,
    });
    const after = await readCase(change.tx, caseId);
    const room = after?.rooms.find((one) => one.conversation_id === conversation_id);
    if (room === undefined) throw new Error("the room just opened cannot be read");
    return { room, created: true };
  });
}

type People = { readonly customer: Person; readonly opener: Person };

/** The person, if they have a part in this very case that has a room. */
function personOf(
  parts: readonly string[],
  { customer, opener }: People,
  id: string,
): Person | undefined {
  if (parts.includes("customer") && customer.id === id) return customer;
  return parts.includes("opener") && opener.id === id ? opener : undefined;
}

/** Roles of which anybody has a room who asks for it. */
function rolesOf({ conversation }: Kind) {
  if (conversation.opens !== "asked") return [];
  return conversation.with.filter((one) => one !== "opener" && one !== "customer");
}
