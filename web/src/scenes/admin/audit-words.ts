import type { AuditAction, AuditArea, AuditEntry } from "@relais/client/admin";
import { m } from "../../catalogue/index.ts";

type Named = { readonly who: string; readonly what: string };

const sentences: Record<AuditAction, (named: Named) => string> = {
  "account.created": m.audit_account_created,
  "account.role_changed": m.audit_account_role_changed,
  "account.department_changed": m.audit_account_department_changed,
  "account.deactivated": m.audit_account_deactivated,
  "account.reactivated": m.audit_account_reactivated,
  "account.locked": m.audit_account_locked,
  "invitation.made": m.audit_invitation_made,
  "invitation.withdrawn": m.audit_invitation_withdrawn,
  "invitation.accepted": m.audit_invitation_accepted,
  "sessions.ended": m.audit_sessions_ended,
  "sessions.ended_everywhere": m.audit_sessions_ended_everywhere,
  "sessions.token_reused": m.audit_sessions_token_reused,
  "link.renewed": m.audit_link_renewed,
  "link.withdrawn": m.audit_link_withdrawn,
  "department.created": m.audit_department_created,
  "department.changed": m.audit_department_changed,
  "department.archived": m.audit_department_archived,
  "department.restored": m.audit_department_restored,
  "department.deleted": m.audit_department_deleted,
  "category.created": m.audit_category_created,
  "category.changed": m.audit_category_changed,
  "category.archived": m.audit_category_archived,
  "category.restored": m.audit_category_restored,
  "category.deleted": m.audit_category_deleted,
  "equipment.created": m.audit_equipment_created,
  "equipment.changed": m.audit_equipment_changed,
  "equipment.archived": m.audit_equipment_archived,
  "equipment.restored": m.audit_equipment_restored,
  "equipment.deleted": m.audit_equipment_deleted,
  "canned_reply.created": m.audit_canned_reply_created,
  "canned_reply.changed": m.audit_canned_reply_changed,
  "canned_reply.deleted": m.audit_canned_reply_deleted,
  "quick_answers.changed": m.audit_quick_answers_changed,
  "quick_answers.reset": m.audit_quick_answers_reset,
  "assignment.changed": m.audit_assignment_changed,
  "teammate.changed": m.audit_teammate_changed,
  "embedding.changed": m.audit_embedding_changed,
  "embedding.key_added": m.audit_embedding_key_added,
  "embedding.key_withdrawn": m.audit_embedding_key_withdrawn,
  "api_key.created": m.audit_api_key_created,
  "api_key.revoked": m.audit_api_key_revoked,
  "webhook.created": m.audit_webhook_created,
  "webhook.changed": m.audit_webhook_changed,
  "webhook.switched_on": m.audit_webhook_switched_on,
  "webhook.switched_off": m.audit_webhook_switched_off,
  "webhook.secret_rotated": m.audit_webhook_secret_rotated,
  "webhook.deleted": m.audit_webhook_deleted,
  "opening_hours.changed": m.audit_opening_hours_changed,
  "organization.changed": m.audit_organization_changed,
  "organization.logo_changed": m.audit_organization_logo_changed,
  "organization.logo_removed": m.audit_organization_logo_removed,
  "organization.created": m.audit_organization_created,
  "organization.suspended": m.audit_organization_suspended,
  "organization.resumed": m.audit_organization_resumed,
  "organization.registration_changed": m.audit_organization_registration_changed,
  "retention.erased": m.audit_retention_erased,
};

const areas: Record<AuditArea, () => string> = {
  account: m.audit_area_account,
  invitation: m.audit_area_invitation,
  sessions: m.audit_area_sessions,
  link: m.audit_area_link,
  department: m.audit_area_department,
  category: m.audit_area_category,
  equipment: m.audit_area_equipment,
  canned_reply: m.audit_area_canned_reply,
  quick_answers: m.audit_area_quick_answers,
  assignment: m.audit_area_assignment,
  teammate: m.audit_area_teammate,
  embedding: m.audit_area_embedding,
  api_key: m.keys_title,
  webhook: m.audit_area_webhook,
  opening_hours: m.audit_area_opening_hours,
  organization: m.audit_area_organization,
  retention: m.audit_area_retention,
};

/** What is said of something whose name nobody knows. */
const nameless: Partial<Record<AuditArea, () => string>> = {
  invitation: m.audit_somebody,
  link: m.audit_a_customer,
  retention: m.audit_a_conversation,
};

/** Who did what, as one sentence. What a newer server writes down is told by the name that it has there. */
export function sentenceOf(
  { action, actor, subject }: Pick<AuditEntry, "action" | "actor" | "subject">,
  titleOfKind: (name: string) => string,
): string {
  const who = actor?.full_name || m.admin_audit_nobody();
  const name = subject?.name ?? "";
  const what =
    (action.startsWith("quick_answers.") ? titleOfKind(name) : name) ||
    areaOf(action, nameless) ||
    "–";
  const sentence = Object.hasOwn(sentences, action) ? sentences[action] : null;
  return sentence?.({ who, what }) ?? m.audit_unknown({ who, action: plainName(action) });
}

function areaOf(action: string, words: Partial<Record<string, () => string>>): string | undefined {
  return words[action.split(".")[0] ?? ""]?.();
}

/** `department.moved_on` → `department moved on`. */
export const plainName = (name: string): string => name.replaceAll(/[._]/g, " ");

/** What entries are about. */
export const areaText = (area: AuditArea): string => areas[area]();
