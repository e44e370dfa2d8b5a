import type { Identity, Person } from "@relais/protocol";
import { inTurn } from "../database/in-turn.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { createGuest, guestColumns } from "../guest/create-guest.ts";
import { phoneCountry } from "../member/phone.ts";

/**
 * The customer whom a site means by this `sub`: made with their first visit, and called what the site calls them now.
 * The same `sub` of another organization is somebody else.
 *
 * Refuses: forbidden (deactivated), the text codes naming `guest.full_name` or `guest.phone`.
 */
export async function knowPerson(
  tx: Scoped,
  organizationId: string,
  { sub, name, email, phone }: Identity,
): Promise<Person> {
  const described = { full_name: name ?? email ?? sub.slice(0, 120), phone, email };
  // Two first visits at once are one person.
  await inTurn(tx, `${organizationId} ${sub}`);
  const known = await tx
    .selectFrom("embedded_person")
    .innerJoin("member", "member.id", "embedded_person.member_id")
    .select(["member.id", "member.active"])
    .where("embedded_person.organization_id", "=", organizationId)
    .where("subject", "=", sub)
    .executeTakeFirst();
  if (known === undefined) {
    const person = await createGuest(tx, organizationId, described);
    await tx
      .insertInto("embedded_person")
      .values({ organization_id: organizationId, subject: sub, member_id: person.id })
      .execute();
    return person;
  }
  if (!known.active) throw new RefusedError("forbidden");
  const columns = guestColumns(described, await phoneCountry(tx, organizationId));
  await tx.updateTable("member").set(columns).where("id", "=", known.id).execute();
  return { id: known.id, full_name: columns.full_name, role: "customer" };
}
