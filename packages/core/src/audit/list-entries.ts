import type {
  AuditAction,
  AuditEntry,
  AuditFilters,
  AuditPage,
  AuditQuery,
  AuditValues,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";

const pageSize = 50;

/** A page of the organization's audit log, the newest first. For admins. Refuses: forbidden. */
export async function listAudit(
  core: Core,
  actor: Actor,
  query: AuditQuery = {},
): Promise<AuditPage> {
  refuseUnlessAdmin(actor);
  const rows = await inOrganization(core.db, actor, (tx) =>
    selectEntries(tx, actor, query)
      .limit(pageSize + 1)
      .execute(),
  );
  const entries = rows.slice(0, pageSize).map(entryView);
  return { entries, next: rows.length > pageSize ? (entries.at(-1)?.id ?? null) : null };
}

const dayMs = 86_400_000;

export function selectEntries(
  tx: Scoped,
  { organization_id }: Pick<Actor, "organization_id">,
  { area, actor_id, from, to, before }: AuditFilters & { readonly before?: string | undefined },
) {
  let query = tx
    .selectFrom("audit_entry")
    .select([
      "id",
      "at",
      "action",
      "actor_id",
      "actor_name",
      "subject_id",
      "subject_name",
      "address",
      "before",
      "after",
    ])
    .where("organization_id", "=", organization_id)
    .orderBy("id", "desc");
  if (area !== undefined) query = query.where("subject_type", "=", area);
  if (actor_id !== undefined) query = query.where("actor_id", "=", actor_id);
  if (from !== undefined) query = query.where("at", ">=", new Date(from));
  if (to !== undefined) {
    query = query.where("at", "<", new Date(Date.parse(to) + dayMs));
  }
  return before === undefined ? query : query.where("id", "<", before);
}

type Row = {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly subject_id: string | null;
  readonly subject_name: string | null;
  readonly address: string | null;
  readonly before: unknown;
  readonly after: unknown;
};

export function entryView({
  actor_id,
  actor_name,
  subject_id,
  subject_name,
  ...row
}: Row): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    // Written by `record` alone, whose type is the closed list; so are the values.
    action: row.action as AuditAction,
    actor: actor_id === null ? null : { id: actor_id, full_name: actor_name ?? "" },
    subject: subject_id === null ? null : { id: subject_id, name: subject_name ?? "" },
    address: row.address,
    before: row.before as AuditValues | null,
    after: row.after as AuditValues | null,
  };
}
