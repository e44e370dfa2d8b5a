import { isDeepStrictEqual } from "node:util";
import type {
  CaseFields,
  CaseFieldValue,
  CaseView,
  FieldInputs,
  UpdateCase,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { type Alteration, alterCase, lockCaseRow } from "./alter-case.ts";
import { applyFields, type CheckedFields, checkFields } from "./check-fields.ts";
import { checkTags } from "./check-tags.ts";
import { kindOf } from "./kind-of.ts";
import { hasAnyPart } from "./policy.ts";
import { readCaseFor } from "./read-case-for.ts";
import { sayHour } from "./say-hour.ts";
import { type CaseRow, caseView, caseViewFor } from "./views.ts";
import { checkWhy, type NewEntry, refuseInternal, type Why } from "./write-timeline.ts";

/**
 * Changes what of a case is neither its status nor who does it: priority, tags, fields. What is as asked already
 * changes nothing. Everything goes through, or nothing.
 *
 * Refuses: not_found, forbidden, invalid_body (naming the field), the text codes, conflict.
 */
export async function updateCase(
  core: Core,
  actor: Actor,
  caseId: string,
  { priority, tags, fields, ...words }: UpdateCase,
): Promise<CaseView> {
  const why = checkWhy(words);
  return change(core, actor.organization_id, (change) =>
    updateWithin(core, change, actor, caseId, { priority, tags, fields }, why),
  );
}

/** The same as a part of a larger change. */
export async function updateWithin(
  core: Core,
  change: Change,
  actor: Actor,
  caseId: string,
  { priority, tags, fields }: Asked,
  why: Why,
): Promise<CaseView> {
  const checkedTags = tags && checkTags(tags);
  const row = await lockCaseRow(change.tx, caseId);
  const before = caseView(row);
  const kind = kindOf(core, before);
  refuseWithoutRight(actor, before, kind, { priority, tags, fields });
  refuseInternal(core, actor, before, why);
  const checked = await checkFields(change.tx, kind, before.customer.id, fields ?? {});
  const entries: NewEntry[] = [
    ...(priority !== undefined && priority !== before.priority
      ? [{ subject: "priority", from: before.priority, to: priority } as const]
      : []),
    ...fieldEntries(row, checked),
    ...(checkedTags !== undefined && !isDeepStrictEqual(checkedTags, row.tags)
      ? [tagEntry(row.tags, checkedTags)]
      : []),
  ];
  if (entries.length === 0) return caseViewFor(core.kinds, actor, row);
  await alterCase(core, change, actor, before, {
    kind,
    ...(priority !== undefined && { priority }),
    ...(checkedTags !== undefined && { tags: checkedTags }),
    ...fieldsAfter(row, checked),
    entries,
    why,
  });
  await sayHour(change, actor, kind, before, entries);
  return readCaseFor(core, change.tx, actor, caseId);
}

type Asked = Pick<UpdateCase, "priority" | "tags" | "fields">;

/** Each part has its own right; who lacks one changes nothing at all. */
function refuseWithoutRight(actor: Actor, before: CaseView, kind: Kind, asked: Asked): void {
  const needed = [
    ...(asked.priority === undefined ? [] : [kind.may.prioritize]),
    ...(asked.tags === undefined ? [] : [kind.may.tag]),
    ...fieldRights(kind, asked.fields ?? {}),
  ];
  // Who may change nothing of it must not learn what a kind would answer.
  if (needed.length === 0) needed.push(kind.may.note);
  if (needed.some((parts) => !hasAnyPart(kind, actor, before, parts))) {
    throw new RefusedError("forbidden");
  }
}

function fieldRights(kind: Kind, fields: FieldInputs) {
  return Object.keys(fields).map((name) => {
    const field = kind.fields.find((one) => one.name === name);
    // An unknown field is named to those who may change others.
    return field?.set_by ?? kind.may.note;
  });
}

const valuesOf = (fields: unknown): CaseFields => fields as CaseFields;

function fieldEntries(row: CaseRow, { values }: CheckedFields): NewEntry[] {
  return [...values].flatMap(([field, value]): NewEntry[] => {
    const known = valuesOf(field.internal ? row.internal_fields : row.fields)[field.name] ?? null;
    if (isDeepStrictEqual(known, value)) return [];
    const { name, internal } = field;
    return [{ subject: "field", field: name, from: shown(known), to: shown(value), internal }];
  });
}

/** A value as the timeline keeps it: a reference by its title, a place by its address. */
function shown(value: CaseFieldValue | null): string | null {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return "address" in value ? value.address : value.title;
}

function fieldsAfter(
  row: CaseRow,
  checked: CheckedFields,
): Pick<Alteration, "fields" | "internalFields"> {
  if (checked.values.size === 0) return {};
  return {
    fields: applyFields(valuesOf(row.fields), checked, false),
    internalFields: applyFields(valuesOf(row.internal_fields), checked, true),
  };
}

/** Tags are never told to customers. */
function tagEntry(from: readonly string[], to: readonly string[]): NewEntry {
  return { subject: "tags", from: from.join(", "), to: to.join(", "), internal: true };
}
