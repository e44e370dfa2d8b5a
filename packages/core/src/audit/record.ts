import type { AuditAction, AuditValues } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Scoped } from "../database/scope.ts";
import { newId } from "../ids.ts";

export type AuditFact = {
  readonly action: AuditAction;
  readonly subject?: { readonly id: string; readonly name: string };
  /** Never a secret: no password, no token, no link. */
  readonly before?: AuditValues;
  readonly after?: AuditValues;
};

/** Who did it: somebody, or nobody of the organization (the platform's operator, somebody unknown, a rule). */
export type AuditAuthor = Pick<Actor, "organization_id" | "address"> &
  ({ readonly id: string; readonly full_name: string } | { readonly id: null });

/** Writes into the audit log, in the transaction of what it says: neither is there without the other. */
export async function record(
  tx: Scoped,
  at: Date,
  author: AuditAuthor,
  { action, subject, before, after }: AuditFact,
): Promise<void> {
  await tx
    .insertInto("audit_entry")
    .values({
      id: newId(),
      organization_id: author.organization_id,
      at,
      action,
      actor_id: author.id,
      actor_name: author.id === null ? null : author.full_name,
      subject_type: action.slice(0, action.indexOf(".")),
      subject_id: subject?.id ?? null,
      subject_name: subject?.name ?? null,
      address: author.address ?? null,
      before: before === undefined ? null : JSON.stringify(before),
      after: after === undefined ? null : JSON.stringify(after),
    })
    .execute();
}
