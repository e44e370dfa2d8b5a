import { z } from "zod";
import { auditActions, auditAreas } from "./audit-areas.ts";
import { id, instant } from "./ids.ts";

export const auditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditAction>;

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
