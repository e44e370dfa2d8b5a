import type { z } from "zod";
import type { Language } from "./errors.ts";
import type { Words } from "./words.ts";

/** What to do about one field, in both languages; a plain text is the same in each. */
export type FieldHint = Words | string;
/** Hints by the path of the field: `subscriptions.0.after`. */
export type FieldHints = Readonly<Record<string, FieldHint>>;

/** The hints as a caller of that language reads them. */
export function hintsIn(hints: FieldHints, language: Language): Record<string, string> {
  const entries = Object.entries(hints);
  return Object.fromEntries(
    entries.map(([field, hint]) => [field, typeof hint === "string" ? hint : hint[language]]),
  );
}

/**
 * One hint for each field of `value` that the schema refuses. It says what is expected and never
 * repeats what was given: that may be a secret. What is no object at all is called `body`.
 */
export function fieldHints(schema: z.ZodType, value: unknown): Record<string, Words> {
  const hints: Record<string, Words> = {};
  for (const issue of schema.safeParse(value).error?.issues ?? []) {
    const names = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const name of names) {
      const path = [...issue.path, ...(name === undefined ? [] : [name])].join(".");
      hints[path === "" ? "body" : path] ??= hintOf(issue, value);
    }
  }
  return hints;
}

function hintOf(issue: z.core.$ZodIssue, value: unknown): Words {
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        fr: "Ce champ n’existe pas : retirez-le.",
        en: "There is no such field: remove it.",
      };
    case "invalid_type": {
      if (at(value, issue.path) === undefined) {
        return { fr: "Ce champ est obligatoire.", en: "This field is required." };
      }
      const shape = shapes[issue.expected] ?? { fr: "une autre forme", en: "another shape" };
      return { fr: `Donnez ${shape.fr}.`, en: `Give ${shape.en}.` };
    }
    case "too_big":
      return atMost(Number(issue.maximum), unitOf(issue.origin));
    case "too_small": {
      const unit = unitOf(issue.origin);
      return {
        fr: `${issue.minimum}${unit.fr} au moins.`,
        en: `${issue.minimum}${unit.en} at least.`,
      };
    }
    case "invalid_value":
      return oneOf(issue.values.map(String));
    case "invalid_format":
      return (
        formats[issue.format] ?? {
          fr: "Cette écriture n’est pas permise.",
          en: "This spelling is not allowed.",
        }
      );
    default:
      return { fr: "Cette valeur ne convient pas.", en: "This value does not fit." };
  }
}

/** The hint for a field that takes one of a few words. */
export function oneOf(values: readonly string[]): Words {
  const list = values.join(", ");
  return { fr: `Choisissez parmi : ${list}.`, en: `Choose one of: ${list}.` };
}

/** The hint for a number, a length or a count that is too large. */
export function atMost(maximum: number, unit: Words = { fr: "", en: "" }): Words {
  return { fr: `${maximum}${unit.fr} au plus.`, en: `${maximum}${unit.en} at most.` };
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null
        ? (part as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

const shapes: Record<string, Words> = {
  string: { fr: "un texte", en: "a text" },
  number: { fr: "un nombre", en: "a number" },
  int: { fr: "un nombre entier", en: "a whole number" },
  boolean: { fr: "true ou false", en: "true or false" },
  object: { fr: "un objet JSON", en: "a JSON object" },
  array: { fr: "une liste", en: "a list" },
  null: { fr: "null", en: "null" },
};

const formats: Record<string, Words> = {
  email: {
    fr: "Écrivez une adresse e-mail, comme nom@exemple.org.",
    en: "Write an e-mail address, such as name@example.org.",
  },
  uuid: {
    fr: "Donnez un identifiant que ce serveur a donné.",
    en: "Give an id that this server returned.",
  },
  datetime: {
    fr: "Donnez un instant ISO 8601, comme 2026-11-20T14:00:00Z.",
    en: "Give an ISO 8601 instant, such as 2026-11-20T14:00:00Z.",
  },
  regex: {
    fr: "Seulement des lettres, des chiffres et . _ : -",
    en: "Letters, digits and . _ : - only.",
  },
};

function unitOf(origin: string): Words {
  if (origin === "string") return { fr: " caractères", en: " characters" };
  if (origin === "array") return { fr: " éléments", en: " items" };
  return { fr: "", en: "" };
}
