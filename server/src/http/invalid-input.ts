import type { Language } from "@relais/protocol";
import type { z } from "zod";

/**
 * A body or a query that its schema refused. What is wrong is worked out when it is told, because only
 * then the caller's language is known; a good request pays nothing for it.
 */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly #schema: z.ZodType;
  readonly #value: unknown;

  constructor(schema: z.ZodType, value: unknown) {
    super("The input does not have the shape that the schema asks for.");
    this.#schema = schema;
    this.#value = value;
  }

  /** One sentence for each field that is wrong, by its path: `subscriptions.0.after`. */
  fields(language: Language): Record<string, string> {
    const parsed = this.#schema.safeParse(this.#value, {
      error: (issue) => explain(issue, language),
    });
    const fields: Record<string, string> = {};
    for (const issue of parsed.error?.issues ?? []) {
      const names = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
      for (const name of names) {
        const path = [...issue.path, ...(name === undefined ? [] : [name])].join(".");
        // A schema's own words are in one language; ours are in the caller's.
        const message =
          issue.code === "invalid_format" ? formatOf(issue.format, language) : issue.message;
        fields[path === "" ? "body" : path] ??= message;
      }
    }
    return fields;
  }
}

type Issue = z.core.$ZodRawIssue;

function explain(issue: Issue, language: Language): string {
  const french = language === "fr";
  switch (issue.code) {
    case "unrecognized_keys":
      return french ? "Ce champ n’existe pas : retirez-le." : "There is no such field: remove it.";
    case "invalid_type":
      if (issue.input === undefined) {
        return french ? "Ce champ est obligatoire." : "This field is required.";
      }
      return french
        ? `Donnez ${shapes[issue.expected]?.fr ?? "une autre forme"}.`
        : `Give ${shapes[issue.expected]?.en ?? "another shape"}.`;
    case "too_big":
      return french
        ? `${issue.maximum}${unitOf(issue.origin, "fr")} au plus.`
        : `${issue.maximum}${unitOf(issue.origin, "en")} at most.`;
    case "too_small":
      return french
        ? `${issue.minimum}${unitOf(issue.origin, "fr")} au moins.`
        : `${issue.minimum}${unitOf(issue.origin, "en")} at least.`;
    case "invalid_value":
      return french
        ? `Choisissez parmi : ${issue.values.join(", ")}.`
        : `Choose one of: ${issue.values.join(", ")}.`;
    case "invalid_format":
      return formatOf(issue.format, language);
    default:
      return french ? "Cette valeur ne convient pas." : "This value does not fit.";
  }
}

const shapes: Record<string, Record<Language, string>> = {
  string: { fr: "un texte", en: "a text" },
  number: { fr: "un nombre", en: "a number" },
  int: { fr: "un nombre entier", en: "a whole number" },
  boolean: { fr: "true ou false", en: "true or false" },
  object: { fr: "un objet JSON", en: "a JSON object" },
  array: { fr: "une liste", en: "a list" },
  null: { fr: "null", en: "null" },
};

const formats: Record<string, Record<Language, string>> = {
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

function formatOf(format: string, language: Language): string {
  const other = { fr: "Cette écriture n’est pas permise.", en: "This spelling is not allowed." };
  return (formats[format] ?? other)[language];
}

function unitOf(origin: string, language: Language): string {
  if (origin === "string") return language === "fr" ? " caractères" : " characters";
  if (origin === "array") return language === "fr" ? " éléments" : " items";
  return "";
}
