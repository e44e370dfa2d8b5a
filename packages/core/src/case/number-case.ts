import { sql } from "kysely";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";

/**
 * The next number of a kind in an organization, or null where it has none. Openings of an organization follow
 * one another (they hold its stream), so numbers are dense; a year's numbers go on counting.
 */
export async function numberCase(
  { tx, at }: Pick<Change, "tx" | "at">,
  organizationId: string,
  { name, numbering }: Kind,
): Promise<string | null> {
  if (numbering === null) return null;
  const { last_number } = await tx
    .insertInto("case_numbering")
    .values({ organization_id: organizationId, kind: name, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["organization_id", "kind"])
        .doUpdateSet({ last_number: sql`case_numbering.last_number + 1` }),
    )
    .returning("last_number")
    .executeTakeFirstOrThrow();
  const { prefix, digits, yearly } = numbering;
  const year = yearly ? `${at.getUTCFullYear()}-` : "";
  return `${prefix}${year}${String(last_number).padStart(digits, "0")}`;
}
