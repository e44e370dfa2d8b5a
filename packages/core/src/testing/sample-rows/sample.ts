import type pg from "pg";
import { newId } from "../../ids.ts";
import { createMember } from "../people.ts";

export type Row = Readonly<Record<string, unknown>>;

/** What the rows of one organization hang on. */
export type World = {
  readonly organization: string;
  readonly member: string;
  readonly signIn: string;
  readonly serviceCase: string;
  readonly conversation: string;
};

export type Sample = {
  /** The columns that name a row. */
  readonly key: readonly string[];
  /** A row that does not exist yet; what it hangs on does. */
  readonly make: (world: World, owner: pg.Pool) => Row | Promise<Row>;
};

/** Positions in a journal must differ. */
let samplesMade = 0;
export const nextSample = (): number => (samplesMade += 1);
export const soon = () => new Date(Date.now() + 60_000);
export const person = async (world: World, owner: pg.Pool): Promise<string> => {
  const { id } = await createMember({ owner }, world.organization, "customer");
  return id;
};
/** A number that no row of the table has, whatever its conversation. */
export const nextOf = async (owner: pg.Pool, table: "guidance_session" | "guidance_step") => {
  const { rows } = await owner.query<{ next: number }>(
    `select coalesce(max(number), 0)::integer + 1 as next from ${table}`,
  );
  return rows[0]?.next ?? 1;
};
export const caseRow = ({ organization, member }: World): Row => ({
  id: newId(),
  organization_id: organization,
  kind: "request",
  title: "Batterie à plat",
  status: "pending",
  customer_id: member,
  revision: 1,
  created_at: new Date(),
  updated_at: new Date(),
});

export async function insertRow(
  client: Pick<pg.Pool, "query">,
  table: string,
  row: Row,
): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `insert into ${table} (${columns.join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
}
