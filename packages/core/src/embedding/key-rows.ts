import type { IdentityKey } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

export type KeyRow = {
  readonly id: string;
  readonly algorithm: IdentityKey["algorithm"];
  readonly sealed: Buffer;
  readonly created_at: Date;
  readonly ends_at: Date | null;
};

/** The keys that hold now, the newest first. */
export async function liveKeys(tx: Scoped, organizationId: string, now: Date): Promise<KeyRow[]> {
  const rows = await tx
    .selectFrom("embedding_key")
    .select(["id", "algorithm", "sealed", "created_at", "ends_at"])
    .where("organization_id", "=", organizationId)
    .where((where) => where.or([where("ends_at", "is", null), where("ends_at", ">", now)]))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  // The check constraint of the column holds the same list as the type.
  return rows.map((row) => ({ ...row, algorithm: row.algorithm as KeyRow["algorithm"] }));
}
