import type { CaseView, Person, Priority, Role } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

type CaseRow = {
  id: string;
  kind: string;
  title: string;
  description: string;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  priority: string;
  status: string;
  created_at: Date;
  updated_at: Date;
  revision: number;
  conversation_id: string | null;
  customer_id: string;
  customer_name: string;
  customer_role: string;
  assignee_id: string | null;
  assignee_name: string | null;
  assignee_role: string | null;
};

/** Everything of a case that its view needs, for any filter. Fields are qualified with `service_case`. */
export function selectCases(tx: Scoped) {
  return tx
    .selectFrom("service_case")
    .innerJoin("member as customer", "customer.id", "service_case.customer_id")
    .leftJoin("member as assignee", "assignee.id", "service_case.assignee_id")
    .leftJoin("conversation", (join) =>
      join
        .onRef("conversation.case_id", "=", "service_case.id")
        .on("conversation.internal_of", "is", null),
    )
    .select([
      "service_case.id",
      "service_case.kind",
      "service_case.title",
      "service_case.description",
      "service_case.address",
      "service_case.latitude",
      "service_case.longitude",
      "service_case.priority",
      "service_case.status",
      "service_case.created_at",
      "service_case.updated_at",
      "service_case.revision",
      "service_case.customer_id",
      "customer.full_name as customer_name",
      "customer.role as customer_role",
      "service_case.assignee_id",
      "assignee.full_name as assignee_name",
      "assignee.role as assignee_role",
      "conversation.id as conversation_id",
    ]);
}

/** The case as it stands in this transaction, or undefined when this organization has no such case. */
export async function readCase(tx: Scoped, caseId: string): Promise<CaseView | undefined> {
  const row = await selectCases(tx).where("service_case.id", "=", caseId).executeTakeFirst();
  return row && caseView(row);
}

/** A row of `selectCases` as others see it. */
export function caseView(row: CaseRow): CaseView {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    description: row.description,
    address: row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    priority: row.priority as Priority,
    status: row.status,
    customer: personOf(row.customer_id, row.customer_name, row.customer_role),
    assignee:
      row.assignee_id === null
        ? null
        : personOf(row.assignee_id, row.assignee_name ?? "", row.assignee_role ?? "worker"),
    conversation_id: row.conversation_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    revision: row.revision,
  };
}

// The check constraint of the column holds the same list as the type.
function personOf(id: string, full_name: string, role: string): Person {
  return { id, full_name, role: role as Role };
}
