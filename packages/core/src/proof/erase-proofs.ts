import type { Scoped } from "../database/scope.ts";

/**
 * Erases who received and the photos, in the proofs of a case until then. When it was and whether the code was right stays,
 * as the timeline does. The bytes go with the next erasing of uploads. Returns how many held something.
 */
export async function eraseProofs(tx: Scoped, caseId: string, until: Date): Promise<number> {
  const erased = await tx
    .updateTable("case_proof")
    .set({ received_by: null, photos: null })
    .where("case_id", "=", caseId)
    .where("at", "<=", until)
    .where((or) => or.or([or("received_by", "is not", null), or("photos", "is not", null)]))
    .returning("id")
    .execute();
  const ids = erased.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx
    .updateTable("file")
    .set({ proof_id: null, state: "erasing" })
    .where("proof_id", "in", ids)
    .execute();
  return ids.length;
}
