import type { Role, WarrantiesQuery, Warranty, WarrantyPage } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { holdWords } from "../database/like.ts";

/**
 * The warranties that this person may see, the one that ends first before the others: a customer's own; all of
 * them, or one customer's, for the office.
 *
 * Refuses: forbidden.
 */
export async function listWarranties(
  core: Core,
  actor: Actor,
  customerId?: string,
): Promise<Warranty[]> {
  const of = ownerOf(actor, customerId);
  return inOrganization(core.db, actor, async (tx) => {
    let query = selectWarranties(tx, core.now()).orderBy("ends_on").orderBy("warranty.id");
    if (of !== undefined) query = query.where("customer_id", "=", of);
    return (await query.limit(500).execute()).map(warrantyView);
  });
}

const pageSize = 50;
const soughtIn = ["number", "product", "warranty.serial_number", "customer.full_name"];

/**
 * A page of the same, those that hold before the others, found by words of the number, the product, the serial number or the customer’s name, or by how it
 * stands. `count`: of all pages.
 *
 * Refuses: forbidden.
 */
export async function pageWarranties(
  core: Core,
  actor: Actor,
  { q = "", status, customer_id, after, limit = pageSize }: WarrantiesQuery = {},
): Promise<WarrantyPage> {
  const of = ownerOf(actor, customer_id);
  return inOrganization(core.db, actor, async (tx) => {
    const now = core.now();
    let query = selectWarranties(tx, now);
    if (of !== undefined) query = query.where("customer_id", "=", of);
    if (status !== undefined) query = query.where(statusAt(now), "=", status);
    if (q !== "") query = query.where(holdWords(soughtIn, q));
    const { count } = await query
      .clearSelect()
      .select(sql<number>`count(*)::integer`.as("count"))
      .executeTakeFirstOrThrow();
    const page =
      after === undefined
        ? query
        : query.where(
            sql<boolean>`(${overAt("warranty", now)}, warranty.ends_on, warranty.id) >
              (select ${overAt("last", now)}, last.ends_on, last.id from warranty last
               where last.id = ${after})`,
          );
    const rows = await page
      .orderBy(overAt("warranty", now))
      .orderBy("ends_on")
      .orderBy("warranty.id")
      .limit(limit + 1)
      .execute();
    const warranties = rows.slice(0, limit).map(warrantyView);
    const next = rows.length > limit ? (warranties.at(-1)?.id ?? null) : null;
    return { warranties, count, next };
  });
}

/** Whether it holds no more. */
const overAt = (table: "warranty" | "last", now: Date) =>
  sql<boolean>`(${sql.ref(`${table}.cancelled`)} or
    ${sql.ref(`${table}.ends_on`)} < ${now.toISOString()}::timestamptz::date)`;

/** Whose warranties are asked for; undefined: everybody's. Refuses: forbidden. */
function ownerOf(actor: Actor, customerId: string | undefined): string | undefined {
  const own = actor.role === "customer";
  if (actor.role === "worker" || (own && customerId !== undefined && customerId !== actor.id)) {
    throw new RefusedError("forbidden");
  }
  return own ? actor.id : customerId;
}

/**
 * One warranty: a customer's own, any of them for the office. Somebody else's is as unknown to a customer as one that
 * never was.
 *
 * Refuses: not_found, forbidden.
 */
export async function getWarranty(core: Core, actor: Actor, id: string): Promise<Warranty> {
  if (actor.role === "worker") throw new RefusedError("forbidden");
  const row = await inOrganization(core.db, actor, (tx) =>
    selectWarranties(tx, core.now()).where("warranty.id", "=", id).executeTakeFirst(),
  );
  const hidden = actor.role === "customer" && row?.customer_id !== actor.id;
  if (row === undefined || hidden) throw new RefusedError("not_found");
  return warrantyView(row);
}

export function selectWarranties(tx: Scoped, now: Date) {
  return tx
    .selectFrom("warranty")
    .innerJoin("member as customer", "customer.id", "warranty.customer_id")
    .select([
      "warranty.id",
      "warranty.number",
      "warranty.product",
      "warranty.serial_number",
      "warranty.coverage",
      "warranty.customer_id",
      "customer.full_name",
      "customer.role",
      sql<string>`to_char(starts_on, 'YYYY-MM-DD')`.as("starts"),
      sql<string>`to_char(ends_on, 'YYYY-MM-DD')`.as("ends"),
      statusAt(now).as("status"),
    ]);
}

const statusAt = (now: Date) =>
  sql<Warranty["status"]>`case when cancelled then 'cancelled'
    when ends_on < ${now.toISOString()}::timestamptz::date then 'expired' else 'active' end`;

type Row = Omit<Warranty, "customer" | "starts_on" | "ends_on"> & {
  readonly customer_id: string;
  readonly full_name: string;
  readonly role: string;
  readonly starts: string;
  readonly ends: string;
};

export function warrantyView({
  customer_id,
  full_name,
  role,
  starts,
  ends,
  ...warranty
}: Row): Warranty {
  return {
    ...warranty,
    starts_on: starts,
    ends_on: ends,
    // The check constraint of the column holds the same list as the type.
    customer: { id: customer_id, full_name, role: role as Role },
  };
}
