import type { AuditEntry, AuditValues } from "@relais/client/admin";
import { m } from "../../catalogue/index.ts";
import { fullInstant, longDate, weekday } from "../../format/time.ts";
import { plainName } from "./audit-words.ts";

/** The words that an organization has for what the log keeps by its name. */
export type Titles = {
  readonly role: (name: string) => string;
  readonly kind: (name: string) => string;
};
type Value = AuditValues[string] | undefined;

const labels: Readonly<Record<string, () => string>> = {
  accent: m.audit_field_accent,
  algorithm: m.audit_field_algorithm,
  anonymous: m.site_anonymous,
  answers: m.audit_field_answers,
  away: m.audit_field_away,
  away_minutes: m.audit_field_away_minutes,
  capacity: m.audit_field_capacity,
  closed_days: m.audit_field_closed_days,
  department: m.admin_department,
  devices: m.audit_field_devices,
  email: m.audit_field_email,
  enabled: m.audit_field_enabled,
  expires_at: m.audit_field_expires_at,
  failures: m.audit_field_failures,
  holder: m.audit_field_holder,
  kind: m.admin_kind,
  kinds: m.audit_field_kinds,
  language: m.audit_field_language,
  locked_until: m.audit_field_locked_until,
  messages: m.audit_field_messages,
  name: m.admin_name,
  open: m.audit_field_open,
  open_cases: m.audit_field_open_cases,
  origins: m.audit_field_origins,
  phone_country: m.audit_field_phone_country,
  retention_days: m.audit_field_retention_days,
  role: m.admin_role,
  serial_number: m.admin_serial,
  side: m.site_side,
  skills: m.audit_field_skills,
  text: m.audit_field_text,
  this_one: m.audit_field_this_one,
  time_zone: m.audit_field_time_zone,
  type: m.admin_type,
  weekly: m.audit_field_weekly,
};

/** What became of it, a line a field: « Rôle : Conseiller → Responsable ». */
export function changesOf({ before, after }: Pick<AuditEntry, "before" | "after">, titles: Titles) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.flatMap((field) => {
    const name = Object.hasOwn(labels, field) ? labels[field]?.() : undefined;
    const [was, is] = [before, after].map((values) => textOf(field, values?.[field], titles));
    const line = { name: name ?? plainName(field), was: was ?? "", is: is ?? "" };
    if (before !== null && field in before && after !== null && field in after)
      return [m.audit_change(line)];
    const value = before !== null && field in before ? line.was : line.is;
    // Empty, and nothing to compare it with: that says nothing.
    return value === nothing ? [] : [m.audit_value({ ...line, value })];
  });
}

function textOf(field: string, value: Value, titles: Titles): string {
  if (field === "weekly" && value === null) return m.hours_always();
  if (value === null || value === undefined || value === "") return nothing;
  if (typeof value === "boolean") return value ? m.audit_yes() : m.audit_no();
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return wordOf(field, value, titles);
  return value.map((one) => wordOf(field, one, titles)).join(", ") || nothing;
}

const nothing = "–";

function wordOf(field: string, value: string, titles: Titles): string {
  switch (field) {
    case "role":
      return titles.role(value);
    case "kind":
    case "kinds":
      return titles.kind(value);
    case "language":
      return languages[value] ?? value;
    case "side":
      return value === "left" ? m.site_left() : m.site_right();
    case "expires_at":
    case "locked_until":
      return fullInstant(value);
    case "closed_days":
      // Noon: the same day wherever it is read.
      return longDate(`${value}T12:00:00`);
    case "weekly":
      return value.replace(/^[1-7]/, (day) => weekday(Number(day), "short"));
    default:
      return value;
  }
}

/** Each is called as its own people call it. */
const languages: Readonly<Record<string, string>> = { fr: "Français", en: "English" };
