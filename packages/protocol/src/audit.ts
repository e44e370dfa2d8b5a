import { z } from "zod";
import { id, instant } from "./ids.ts";

/** Everything that is written into an organization's audit log. A closed list. */
export const auditActions = [
  "account.created",
  "account.role_changed",
  "account.department_changed",
  "account.deactivated",
  "account.reactivated",
  "account.locked",
  "invitation.made",
  "invitation.withdrawn",
  "invitation.accepted",
  "sessions.ended",
  "sessions.ended_everywhere",
  "sessions.token_reused",
  "link.renewed",
  "link.withdrawn",
  "department.created",
  "category.created",
  "equipment.created",
  "canned_reply.created",
  "canned_reply.changed",
  "canned_reply.deleted",
  "quick_answers.changed",
  "quick_answers.reset",
  "assignment.changed",
  "teammate.changed",
  "embedding.changed",
  "embedding.key_added",
  "embedding.key_withdrawn",
  "opening_hours.changed",
  "organization.changed",
  "organization.logo_changed",
  "organization.logo_removed",
  "organization.created",
  "organization.suspended",
  "organization.resumed",
  "organization.registration_changed",
  "retention.erased",
] as const;
export const auditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditAction>;

/** What an entry is about, so that a list can be narrowed to it. */
export const auditAreas = [
  "account",
  "invitation",
  "sessions",
  "link",
  "department",
  "category",
  "equipment",
  "canned_reply",
  "quick_answers",
  "assignment",
  "teammate",
  "embedding",
  "opening_hours",
  "organization",
  "retention",
] as const;
export type AuditArea = (typeof auditAreas)[number];

const auditValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export const auditValues = z.record(z.string(), auditValue);
export type AuditValues = z.infer<typeof auditValues>;

export const auditEntry = z
  .strictObject({
    id,
    at: instant,
    action: auditAction,
    /** Null: nobody of the organization did it. The name is that of then. */
    actor: z.nullable(z.strictObject({ id, full_name: z.string() })),
    /** Null of what has no one thing that it is about. */
    subject: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
    /** Where the call came from; null of what came from within. */
    address: z.nullable(z.string()),
    before: z.nullable(auditValues),
    after: z.nullable(auditValues),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntry>;

const day = z.iso.date();
const filters = {
  area: z.optional(z.enum(auditAreas)),
  actor_id: z.optional(id),
  /** The first and the last day, of the calendar of UTC. */
  from: z.optional(day),
  to: z.optional(day),
};
export const auditExportQuery = z.strictObject(filters);
export type AuditFilters = z.infer<typeof auditExportQuery>;
export const auditQuery = z.strictObject({
  ...filters,
  /** The last entry of the page before. */
  before: z.optional(id),
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditPage = z
  .strictObject({
    /** The newest first. */
    entries: z.array(auditEntry),
    next: z.nullable(id),
  })
  .meta({ id: "AuditPage" });
export type AuditPage = z.infer<typeof auditPage>;
