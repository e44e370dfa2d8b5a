import { type CaseView, type OpenCase, oneOf } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { createConversation } from "../conversation/create-conversation.ts";
import { createGuest } from "../guest/create-guest.ts";
import { checkOpening, type Opening } from "./check-opening.ts";
import { mayOpenForGuest } from "./policy.ts";
import { readCase, selectCases, caseView } from "./views.ts";

/**
 * Opens a case as its customer, or, in the office, for a guest; then its conversation begins at once, between
 * the guest and who opened it. The same `client_id` with the same content is the same case.
 *
 * Refuses: invalid_body (a kind that the organization does not serve, half a position), the text codes,
 * forbidden, client_id_reused, conflict.
 */
export async function openCase(core: Core, actor: Actor, input: OpenCase): Promise<CaseView> {
  const opening = checkOpening(input);
  const { guest } = input;
  return change(core, actor.organization_id, async (change) => {
    const { tx, at, append, nextSeq } = change;
    const kind = await servedKind(core, tx, actor, input.kind);
    if (guest === undefined ? !kind.opens.includes(actor.role) : !mayOpenForGuest(actor)) {
      throw new RefusedError("forbidden");
    }
    // Taking the next number first makes two that open at once, perhaps the same twice, follow one another.
    const revision = await nextSeq(actor.organization_id);
    if (input.client_id !== undefined) {
      const before = await openedBefore(tx, guest === undefined ? actor : null, input.client_id);
      if (before !== undefined) return sameOpening(before, opening);
    }
    const id = newId();
    const customer =
      guest === undefined ? actor : await createGuest(tx, actor.organization_id, guest);
    await tx
      .insertInto("service_case")
      .values({
        id,
        organization_id: actor.organization_id,
        ...opening,
        status: kind.begins,
        customer_id: customer.id,
        client_id: input.client_id ?? null,
        revision,
        created_at: at,
        updated_at: at,
      })
      .execute();
    let opened = await readCase(tx, id);
    if (opened !== undefined && guest !== undefined) {
      await createConversation(change, actor.organization_id, opened, actor);
      opened = await readCase(tx, id);
    }
    if (opened === undefined) throw new Error("the case just written cannot be read");
    await append("organization", actor.organization_id, {
      type: "case.changed",
      actor_id: actor.id,
      data: { case: opened, change: { from: null, to: opened.status, note: null } },
    });
    return opened;
  });
}

async function servedKind(core: Core, tx: Scoped, actor: Actor, name: string): Promise<Kind> {
  const { kinds } = await tx
    .selectFrom("organization")
    .select("kinds")
    .where("id", "=", actor.organization_id)
    .executeTakeFirstOrThrow();
  const kind = kinds.includes(name) ? core.kinds.get(name) : undefined;
  if (kind !== undefined) return kind;
  const known = kinds.filter((one) => core.kinds.get(one) !== undefined);
  throw new RefusedError("invalid_body", { fields: { kind: oneOf(known) } });
}

/** Opened under this `client_id` by its customer, or, without one, for a guest of the organization. */
async function openedBefore(
  tx: Scoped,
  customer: Actor | null,
  clientId: string,
): Promise<CaseView | undefined> {
  const row = await selectCases(tx)
    .where("service_case.client_id", "=", clientId)
    .where((where) =>
      customer === null
        ? where("customer.is_guest", "=", true)
        : where("service_case.customer_id", "=", customer.id),
    )
    .executeTakeFirst();
  return row && caseView(row);
}

function sameOpening(before: CaseView, opening: Opening): CaseView {
  const same = (Object.keys(opening) as (keyof Opening)[]).every(
    (field) => before[field] === opening[field],
  );
  if (!same) throw new RefusedError("client_id_reused");
  return before;
}
