import type { Person, Role } from "@relais/protocol";
import { sql } from "kysely";
import { addParticipant } from "../conversation/add-participant.ts";
import { removeParticipant } from "../conversation/remove-participant.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { type Change, change } from "../journal/append.ts";
import { type Kind, teamOf } from "../kinds/kind.ts";

/** Conversations that one transaction settles: it holds the person, and their journals, until it ends. */
const settledAtOnce = 200;

/**
 * Brings the places of people who were given another role to what that role allows: they leave the conversations of kinds
 * whose staff they are not, and of work that stands in their name and that they do no more; they come back to open work
 * that they do again. What is theirs as a customer stays. It looks at how things stand, so it may run whenever, and twice.
 */
export async function settlePlaces(core: Core, organizationId: string): Promise<void> {
  const unsettled = await inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("member")
      .select("id")
      .where("organization_id", "=", organizationId)
      .where("unsettled", "=", true)
      .execute(),
  );
  for (const { id } of unsettled) {
    let more = true;
    while (more) {
      more = await change(core, organizationId, (change) =>
        settleSome(core, change, organizationId, id),
      );
    }
  }
}

/** Returns whether there may be more. */
async function settleSome(
  core: Core,
  change: Change,
  organizationId: string,
  id: string,
): Promise<boolean> {
  // Held: a role that is given meanwhile is looked at after this.
  const row = await change.tx
    .selectFrom("member")
    .select(["full_name", "role"])
    .where("id", "=", id)
    .where("unsettled", "=", true)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) return false;
  // The check constraint of the column holds the same list as the type.
  const person: Person = { id, full_name: row.full_name, role: row.role as Role };
  const lost = await placesLost(core, change, person);
  await removeParticipant(change, organizationId, lost, person, null);
  const won = await placesWon(core, change, person);
  for (const talk of won) {
    const conversation = { ...talk, organization_id: organizationId };
    await addParticipant(core.kinds, change, conversation, person, person.id);
  }
  if (Math.max(lost.length, won.length) === settledAtOnce) return true;
  await change.tx.updateTable("member").set({ unsettled: false }).where("id", "=", id).execute();
  return false;
}

/** Conversations in which they take part for work that is not theirs to do. */
async function placesLost(core: Core, { tx }: Change, { id, role }: Person): Promise<string[]> {
  const named = (is: (kind: Kind) => boolean) =>
    core.kinds.all().flatMap((kind) => (is(kind) ? [kind.name] : []));
  const staffed = named(({ staff }) => role !== "customer" && staff.includes(role));
  const worked = named(({ worker_roles }) => worker_roles.includes(role));
  const read = named((kind) => teamOf(kind).includes(role));
  const rows = await tx
    .selectFrom("participant")
    .innerJoin("conversation", "conversation.id", "participant.conversation_id")
    .innerJoin("service_case", "service_case.id", "conversation.case_id")
    .select("conversation.id")
    .where("participant.member_id", "=", id)
    .where("conversation.internal_of", "is", null)
    .where("service_case.customer_id", "<>", id)
    // Whoever opened it for somebody else, as a merchant does, has a room in it.
    .where(
      sql<boolean>`not (coalesce(conversation.with_id = ${id}, false) and service_case.opener_id = ${id})`,
    )
    .where(
      sql<boolean>`(
        not service_case.kind = any (${staffed})
        or (service_case.assignee_id = ${id} and not service_case.kind = any (${worked}))
        -- It was taken from them before whoever hands on the work left.
        or (${id} = any (service_case.former_assignee_ids) and service_case.assignee_id is distinct from ${id}
            and not service_case.kind = any (${read})))`,
    )
    .orderBy("conversation.id", "desc")
    .limit(settledAtOnce)
    .execute();
  return rows.map((row) => row.id);
}

/** Conversations of open work in their name that they do, and take no part in. */
async function placesWon(
  core: Core,
  { tx }: Change,
  { id, role }: Person,
): Promise<{ id: string; case_kind: string }[]> {
  const kinds = core.kinds
    .all()
    .filter((kind) => kind.worker_roles.includes(role) && kind.conversation.opens !== "thread");
  if (kinds.length === 0) return [];
  return tx
    .selectFrom("service_case")
    .innerJoin("conversation", "conversation.case_id", "service_case.id")
    .select(["conversation.id", "service_case.kind as case_kind"])
    .where("service_case.assignee_id", "=", id)
    .where("service_case.ended", "=", false)
    .where(
      "service_case.kind",
      "in",
      kinds.map(({ name }) => name),
    )
    .where("conversation.internal_of", "is", null)
    .where(sql<boolean>`coalesce(conversation.worker_id, ${id}) = ${id}`)
    .where(
      sql<boolean>`not exists (
        select from participant p where p.conversation_id = conversation.id and p.member_id = ${id})`,
    )
    .orderBy("conversation.id", "desc")
    .limit(settledAtOnce)
    .execute();
}
