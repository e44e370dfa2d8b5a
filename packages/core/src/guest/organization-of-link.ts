import type { Core } from "../core.ts";
import { atLink } from "../database/scope.ts";

/** Whose link this is, by the hash of its token, in whatever state it is; undefined: nobody's. */
export function organizationOfLink(
  { db }: Pick<Core, "db">,
  hash: Buffer,
): Promise<{ organization_id: string } | undefined> {
  return atLink(db, hash, (tx) =>
    tx
      .selectFrom("guest_link")
      .select("organization_id")
      .where("token_hash", "=", hash)
      .executeTakeFirst(),
  );
}
