import { type CaseView, type OpenCase, oneOf, type Person } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { openableKinds } from "../organization/kinds-in-use.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { hashOf } from "../hash-of.ts";
import { createGuest } from "../guest/create-guest.ts";
import { change } from "../journal/append.ts";
import { type Kind, say, teamOf } from "../kinds/kind.ts";
import { applyFields, checkAsked, checkFields } from "./check-fields.ts";
import { checkOpening } from "./check-opening.ts";
import { insertCase } from "./insert-case.ts";
import { hasAnyPart } from "./policy.ts";
import { withOwnDepartment } from "./own-department.ts";
import { namedPerson } from "./people.ts";
import { type CaseRow, caseViewFor, selectCases } from "./views.ts";

/**
 * Opens a case, for oneself, for the customer that is named, or for a guest. The same `client_id` with the same content is
 * the same case; a kind of which two people have one answers that one.
 *
 * Refuses: invalid_body (a kind that the organization does not serve, half a position, a field or a person that
 * the kind does not allow), the text codes, forbidden, client_id_reused, conflict.
 */
export async function openCase(core: Core, actor: Actor, input: OpenCase): Promise<CaseView> {
  return (await openOrFind(core, actor, input)).case;
}

export type OpenedCase = { readonly case: CaseView; readonly created: boolean };

/** The same, and whether it is new: of many who open it at once, for one. */
export async function openOrFind(core: Core, actor: Actor, input: OpenCase): Promise<OpenedCase> {
  const opening = checkOpening(input);
  return change(core, actor.organization_id, async (change) => {
    const { tx } = change;
    const kind = await servedKind(core, tx, actor, input.kind);
    refuseWithoutRight(actor, kind, input);
    // Taking the next number first makes two that open at once, perhaps the same twice, follow one another.
    await change.nextSeq(actor.organization_id);
    const hash = hashOf({ ...input, ...opening });
    if (input.client_id !== undefined) {
      const before = await openedBefore(tx, actor, input, input.client_id);
      if (before !== undefined) {
        return { case: sameOpening(core, actor, before, hash), created: false };
      }
    }
    const customer = await customerOf(tx, actor, kind, input);
    const assignee = await addressee(tx, actor, kind, input.assignee_id);
    const pair = assignee && kind.one_per_pair && (await ofPair(tx, kind, customer, assignee));
    if (pair) return { case: caseViewFor(core.kinds, actor, pair), created: false };
    checkAsked(kind, input.fields ?? {});
    const fields = await withOwnDepartment(tx, kind, customer.id, input.fields ?? {});
    const checked = await checkFields(tx, kind, customer.id, fields);
    const row = await insertCase(core, change, actor, {
      ...opening,
      kind,
      fields: applyFields({}, checked, false),
      customer,
      guest: input.guest !== undefined,
      assignee,
      client_id: input.client_id ?? null,
      opening_hash: hash,
    });
    return { case: caseViewFor(core.kinds, actor, row), created: true };
  });
}

async function servedKind(core: Core, tx: Scoped, actor: Actor, name: string): Promise<Kind> {
  const kinds = openableKinds(
    await tx
      .selectFrom("organization")
      .select(["kinds", "closed_kinds"])
      .where("id", "=", actor.organization_id)
      .executeTakeFirstOrThrow(),
  );
  const kind = kinds.includes(name) ? core.kinds.get(name) : undefined;
  if (kind !== undefined) return kind;
  const known = kinds.filter((one) => core.kinds.get(one) !== undefined);
  throw new RefusedError("invalid_body", { fields: { kind: oneOf(known) } });
}

type For = Pick<OpenCase, "customer_id" | "guest">;

const isForOneself = (actor: Actor, { customer_id, guest }: For): boolean =>
  guest === undefined && (customer_id === undefined || customer_id === actor.id);

/** Nothing is a program's own. */
const opensOwn = ({ service, role }: Actor, { opened_by }: Kind): boolean =>
  !service && opened_by.includes(role);

/** Right first: who may open none is not told who could be named. */
function refuseWithoutRight(actor: Actor, kind: Kind, whose: For): void {
  const { role } = actor;
  const allowed = isForOneself(actor, whose)
    ? opensOwn(actor, kind) || (whose.customer_id === undefined && kind.opened_for.includes(role))
    : kind.opened_for.includes(role);
  if (!allowed) throw new RefusedError("forbidden");
}

/** Whose case it becomes: one's own, that of a customer with an account, or of a guest without one. */
async function customerOf(tx: Scoped, actor: Actor, kind: Kind, whose: For): Promise<Person> {
  const { id, full_name, role, organization_id } = actor;
  if (whose.guest !== undefined) return createGuest(tx, organization_id, whose.guest);
  if (!isForOneself(actor, whose)) {
    return namedPerson(tx, "customer_id", whose.customer_id ?? id, kind.customer_roles);
  }
  if (opensOwn(actor, kind)) return { id, full_name, role };
  throw new RefusedError("invalid_body", {
    fields: { customer_id: say("Dites pour qui.", "Say for whom.") },
  });
}

/** Who is to do the work: the one it is addressed to, the one whom the office names, or nobody yet. */
async function addressee(
  tx: Scoped,
  actor: Actor,
  kind: Kind,
  assigneeId: string | undefined,
): Promise<Person | null> {
  const directed = kind.assignment === "directed";
  if (assigneeId === undefined) {
    const { id, full_name, role } = actor;
    // Who does such work and writes first is the one who does it.
    if (directed && role === "worker" && kind.worker_roles.includes(role)) {
      return { id, full_name, role };
    }
    if (!directed || teamOf(kind).length > 0) return null;
    throw new RefusedError("invalid_body", {
      fields: { assignee_id: say("Dites à qui.", "Say to whom.") },
    });
  }
  const nobody = { customer: { id: "" }, opener: { id: actor.id }, assignee: null };
  const names = hasAnyPart(
    kind,
    actor,
    { kind: kind.name, status: "", ...nobody },
    kind.may.assign,
  );
  if (!directed && !names) throw new RefusedError("forbidden");
  return namedPerson(tx, "assignee_id", assigneeId, kind.worker_roles);
}

function ofPair(
  tx: Scoped,
  kind: Kind,
  customer: Person,
  assignee: Person,
): Promise<CaseRow | undefined> {
  return selectCases(tx)
    .where("service_case.kind", "=", kind.name)
    .where("service_case.customer_id", "=", customer.id)
    .where("service_case.assignee_id", "=", assignee.id)
    .where("service_case.one_per_pair", "=", true)
    .executeTakeFirst();
}

/** Opened under this `client_id` for that customer, or for a guest of the organization. */
function openedBefore(
  tx: Scoped,
  actor: Actor,
  { customer_id, guest }: For,
  clientId: string,
): Promise<CaseRow | undefined> {
  return selectCases(tx)
    .where("service_case.client_id", "=", clientId)
    .where((where) =>
      guest === undefined
        ? where("service_case.customer_id", "=", customer_id ?? actor.id)
        : where("customer.is_guest", "=", true),
    )
    .executeTakeFirst();
}

function sameOpening(core: Core, actor: Actor, before: CaseRow, hash: string): CaseView {
  // What was opened before openings had a hash is told by its client_id alone.
  if (before.opening_hash !== null && before.opening_hash !== hash) {
    throw new RefusedError("client_id_reused");
  }
  return caseViewFor(core.kinds, actor, before);
}
