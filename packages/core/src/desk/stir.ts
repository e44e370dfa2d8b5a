import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Change } from "../journal/append.ts";

/** What somebody said in a case: `by_customer` null where nobody spoke with the customer. */
export type Stirred = {
  readonly case_id: string;
  readonly by_customer: boolean | null;
  readonly heard: boolean;
};

/** Holds cases until the end of the transaction, always in the same order: two who hold several never wait in a ring. */
export async function holdCases({ tx }: Change, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom("service_case")
    .select("id")
    .where("id", "in", ids)
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Moves held cases to the top of the desk, and says so in the organization's journal. */
export async function stir(
  change: Change,
  organizationId: string,
  by: Pick<Actor, "id"> | null,
  stirred: readonly Stirred[],
): Promise<number> {
  const ids = stirred.map(({ case_id }) => case_id);
  const at = await change.append("organization", organizationId, {
    type: "cases.stirred",
    actor_id: by?.id ?? null,
    data: { case_ids: ids },
  });
  await sql`select stir_cases(${at}, ${ids}::uuid[], ${stirred.map((one) => one.by_customer)}::boolean[],
    ${stirred.map(({ heard }) => heard)}::boolean[])`.execute(change.tx);
  return at;
}
