import type { ApiKey, Role } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

export function selectKeys(tx: Scoped) {
  return tx
    .selectFrom("api_key")
    .innerJoin("member as service", "service.id", "api_key.member_id")
    .leftJoin("member as maker", "maker.id", "api_key.created_by")
    .select([
      "api_key.id",
      "service.full_name as name",
      "service.role",
      "api_key.hint",
      "maker.full_name as created_by",
      "api_key.created_at",
      "api_key.expires_at",
      "api_key.last_used_at",
      "api_key.revoked_at",
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectKeys>["executeTakeFirstOrThrow"]>>;

export function stateOf(
  { revoked_at, expires_at }: Pick<Row, "revoked_at" | "expires_at">,
  now: Date,
): ApiKey["state"] {
  if (revoked_at !== null) return "revoked";
  return expires_at !== null && expires_at <= now ? "expired" : "active";
}

export function keyView(row: Row, now: Date): ApiKey {
  return {
    ...row,
    // The check constraint of the column holds the same list as the type.
    role: row.role as Role,
    state: stateOf(row, now),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}
