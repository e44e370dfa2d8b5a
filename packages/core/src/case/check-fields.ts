import {
  type CaseFields,
  type CaseFieldValue,
  checkText,
  type FieldInputs,
  givenInstant,
  id as givenId,
  type KindField,
  oneOf,
  type PlaceValue,
  type Words,
} from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { type Kind, say } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";
import { findReferred, isReference } from "./refer.ts";

/** What a case's fields are to become: those everybody sees, and those only staff does. */
export type CheckedFields = {
  /** Null takes a value away. */
  readonly values: ReadonlyMap<KindField, CaseFieldValue | null>;
};

/**
 * Checks fields against the declaration of their kind: known, of their type, within their bounds, pointing at
 * something of this organization that is this customer's to point at.
 *
 * Refuses: invalid_body, naming every wrong field as `fields.<name>`.
 */
export async function checkFields(
  tx: Scoped,
  kind: Kind,
  customerId: string,
  inputs: FieldInputs,
): Promise<CheckedFields> {
  const values = new Map<KindField, CaseFieldValue | null>();
  const wrong: Record<string, Words> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const field = kind.fields.find((one) => one.name === name);
    if (field === undefined) {
      wrong[`fields.${name}`] = oneOf(kind.fields.map((one) => one.name));
      continue;
    }
    const checked = input === null ? null : await check(tx, kind, field, customerId, input);
    if (typeof checked === "object" && checked !== null && "fault" in checked) {
      wrong[`fields.${name}`] = checked.fault;
    } else if (checked === null && field.required) wrong[`fields.${name}`] = hints.required;
    else values.set(field, checked);
  }
  if (Object.keys(wrong).length > 0) throw new RefusedError("invalid_body", { fields: wrong });
  return { values };
}

/** What is asked for when a case is opened: nothing that comes later, and all that is required. */
export function checkAsked(kind: Kind, inputs: FieldInputs): void {
  const wrong: Record<string, Words> = {};
  for (const field of kind.fields) {
    const given = inputs[field.name] ?? null;
    if (field.required && given === null) wrong[`fields.${field.name}`] = hints.required;
    if (!field.asked && given !== null) wrong[`fields.${field.name}`] = hints.later;
  }
  if (Object.keys(wrong).length > 0) throw new RefusedError("invalid_body", { fields: wrong });
}

/** The fields after a change: what was taken away is absent. */
export function applyFields(
  before: CaseFields,
  { values }: CheckedFields,
  internal: boolean,
): CaseFields {
  const after = { ...before };
  for (const [field, value] of values) {
    if (field.internal !== internal) continue;
    if (value === null) delete after[field.name];
    else after[field.name] = value;
  }
  return after;
}

type Fault = { readonly fault: Words };

const hints = {
  required: say("Ce champ est obligatoire.", "This field is required."),
  later: say("Ce champ se remplit plus tard.", "This field is filled in later."),
  id: say("Donnez un identifiant que ce serveur a donné.", "Give an id that this server returned."),
  unknown: say(
    "Cela n’existe pas ici\u202f: choisissez dans la liste.",
    "There is no such thing here: choose from the list.",
  ),
  text: say("Donnez un texte.", "Give a text."),
  instant: say(
    "Donnez un instant ISO 8601, comme 2026-11-20T14:00:00Z.",
    "Give an ISO 8601 instant, such as 2026-11-20T14:00:00Z.",
  ),
  place: say("Donnez une adresse.", "Give an address."),
};

const fromZero = (most: number): Words =>
  say(`Donnez un nombre de 0 à ${most}.`, `Give a number from 0 to ${most}.`);

async function check(
  tx: Scoped,
  kind: Kind,
  field: KindField,
  customerId: string,
  input: string | number | PlaceValue,
): Promise<CaseFieldValue | Fault> {
  const { type } = field;
  if (isReference(type)) {
    if (typeof input !== "string" || !givenId.safeParse(input).success) return { fault: hints.id };
    const found = await findReferred(tx, type, input, { kind: kind.name, customerId });
    return found ?? { fault: hints.unknown };
  }
  switch (type) {
    case "text":
      return typeof input === "string" ? text(input, field.most ?? 500) : { fault: hints.text };
    case "choice": {
      const found = field.choices.some(({ value }) => value === input);
      const values = field.choices.map(({ value }) => value);
      return found && typeof input === "string" ? input : { fault: oneOf(values) };
    }
    case "number": {
      const most = field.most ?? Number.MAX_SAFE_INTEGER;
      const right = typeof input === "number" && input >= 0 && input <= most;
      return right ? input : { fault: fromZero(most) };
    }
    case "instant": {
      const right = typeof input === "string" && givenInstant.safeParse(input).success;
      return right ? new Date(input).toISOString() : { fault: hints.instant };
    }
    case "place": {
      if (typeof input !== "object") return { fault: hints.place };
      const address = text(input.address, field.most ?? 300);
      return typeof address === "string" ? { ...input, address } : address;
    }
  }
}

function text(raw: string, characters: number): string | Fault {
  const checked = checkText(raw, characters);
  return checked.ok ? checked.text : { fault: textHint(checked.code, characters) };
}
