import type {
  CaseFields,
  CaseInternal,
  CaseRoom,
  CaseView,
  Person,
  Priority,
  Role,
} from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Scoped } from "../database/scope.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import { mayKnowInternal } from "./policy.ts";

type PersonRow = { id: string; full_name: string; role: string };

export type CaseRow = {
  id: string;
  kind: string;
  number: string | null;
  title: string;
  description: string;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  priority: string;
  status: string;
  fields: unknown;
  internal_fields: unknown;
  tags: string[];
  created_at: Date;
  updated_at: Date;
  revision: number;
  public_revision: number;
  reopenable_until: Date | null;
  proved_at: Date | null;
  former_assignee_ids: string[];
  opening_hash: string | null;
  conversation_id: string | null;
  customer_id: string;
  customer_name: string;
  customer_role: string;
  opener_id: string | null;
  opener_name: string | null;
  opener_role: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  assignee_role: string | null;
  rooms: { conversation_id: string; person: PersonRow }[] | null;
};

/** Everything of a case that its view needs, for any filter. Fields are qualified with `service_case`. */
export function selectCases(tx: Scoped) {
  return tx
    .selectFrom("service_case")
    .innerJoin("member as customer", "customer.id", "service_case.customer_id")
    .leftJoin("member as opener", "opener.id", "service_case.opener_id")
    .leftJoin("member as assignee", "assignee.id", "service_case.assignee_id")
    .select([
      "service_case.id",
      "service_case.kind",
      "service_case.number",
      "service_case.title",
      "service_case.description",
      "service_case.address",
      "service_case.latitude",
      "service_case.longitude",
      "service_case.priority",
      "service_case.status",
      "service_case.fields",
      "service_case.internal_fields",
      "service_case.tags",
      "service_case.created_at",
      "service_case.updated_at",
      "service_case.revision",
      "service_case.public_revision",
      "service_case.reopenable_until",
      "service_case.proved_at",
      "service_case.former_assignee_ids",
      "service_case.opening_hash",
      "service_case.conversation_id",
      "service_case.customer_id",
      "customer.full_name as customer_name",
      "customer.role as customer_role",
      "service_case.opener_id",
      "opener.full_name as opener_name",
      "opener.role as opener_role",
      "service_case.assignee_id",
      "assignee.full_name as assignee_name",
      "assignee.role as assignee_role",
      // Only what whoever does the work now has with each person. An order said here, a list that is read by index only
      // (`byIndexOnly`) would keep by going through the conversations of everybody.
      sql<CaseRow["rooms"]>`(
        select json_agg(json_build_object('conversation_id', room.id, 'person', json_build_object(
                          'id', other.id, 'full_name', other.full_name, 'role', other.role)))
        from conversation room join member other on other.id = room.with_id
        where room.case_id = service_case.id and room.internal_of is null and room.worker_id = service_case.assignee_id)`.as(
        "rooms",
      ),
    ]);
}

/** The row of a case as it stands in this transaction, if this organization has it. */
export function readCaseRow(tx: Scoped, caseId: string): Promise<CaseRow | undefined> {
  return selectCases(tx).where("service_case.id", "=", caseId).executeTakeFirst();
}

/** The case as everybody sees it who may: nothing internal. */
export async function readCase(tx: Scoped, caseId: string): Promise<CaseView | undefined> {
  const row = await readCaseRow(tx, caseId);
  return row && caseView(row);
}

/** A row as others see it, without what is internal. */
export function caseView(row: CaseRow): CaseView {
  const customer = personOf(row.customer_id, row.customer_name, row.customer_role);
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    description: row.description,
    address: row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    priority: row.priority as Priority,
    status: row.status,
    fields: row.fields as CaseFields,
    customer,
    opener:
      row.opener_name === null || row.opener_id === null || row.opener_id === row.customer_id
        ? customer
        : personOf(row.opener_id, row.opener_name, row.opener_role),
    assignee:
      row.assignee_id === null
        ? null
        : personOf(row.assignee_id, row.assignee_name, row.assignee_role),
    conversation_id: row.conversation_id,
    rooms: roomsOf(row),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    ...(row.reopenable_until !== null && {
      reopenable_until: row.reopenable_until.toISOString(),
    }),
    ...(row.proved_at !== null && { proved_at: row.proved_at.toISOString() }),
    revision: row.public_revision,
  };
}

/** In the order of beginning. */
const roomsOf = ({ rooms }: CaseRow): CaseRoom[] =>
  ((rooms ?? []) as CaseRoom[]).toSorted((one, other) =>
    one.conversation_id < other.conversation_id ? -1 : 1,
  );

/** What of a row is for the people who do the work. */
export function internalOf(row: CaseRow): CaseInternal {
  return {
    tags: row.tags,
    fields: row.internal_fields as CaseFields,
    revision: row.revision,
  };
}

/** A row as this person may see it. */
export function caseViewFor(
  kinds: KindRegistry,
  actor: Pick<Actor, "role">,
  row: CaseRow,
): CaseView {
  const view = caseView(row);
  return mayKnowInternal(kinds, actor, view) ? { ...view, internal: internalOf(row) } : view;
}

// The check constraint of the column holds the same list as the type.
function personOf(id: string, full_name: string | null, role: string | null): Person {
  return { id, full_name: full_name ?? "", role: (role ?? "worker") as Role };
}
