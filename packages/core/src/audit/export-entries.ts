import type { AuditEntry, AuditFilters, AuditValues } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { entryView, selectEntries } from "./list-entries.ts";

/** Entries of one file: what a spreadsheet opens, and a server holds at once. */
const most = 50_000;

const columns = [
  "at",
  "action",
  "actor_id",
  "actor",
  "subject_id",
  "subject",
  "address",
  "before",
  "after",
] as const;

/**
 * The audit log as CSV (RFC 4180, UTF-8 with its mark, for spreadsheets), the newest first, `most` entries at the most.
 * For admins. Refuses: forbidden.
 */
export async function exportAudit(
  core: Core,
  actor: Actor,
  filters: AuditFilters = {},
): Promise<string> {
  refuseUnlessAdmin(actor);
  const rows = await inOrganization(core.db, actor, (tx) =>
    selectEntries(tx, actor, filters).limit(most).execute(),
  );
  const lines = rows.map((row) => lineOf(entryView(row)));
  return `\ufeff${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}

function lineOf({ at, action, actor, subject, address, before, after }: AuditEntry): string {
  return [
    at,
    action,
    actor?.id,
    actor?.full_name,
    subject?.id,
    subject?.name,
    address,
    valuesText(before),
    valuesText(after),
  ]
    .map((value) => cell(value ?? ""))
    .join(",");
}

const valuesText = (values: AuditValues | null): string =>
  values === null ? "" : JSON.stringify(values);

/**
 * One cell. A spreadsheet takes what begins with one of these for a formula and runs it, even behind blanks (OWASP,
 * “CSV Injection”): an apostrophe makes it a text.
 */
export function cell(value: string): string {
  const safe = /^\s*[=+\-@\t\r|%]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
