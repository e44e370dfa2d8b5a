import {
  checkText,
  limits,
  type OpenCase,
  type Priority,
  type TextRefusal,
  type Words,
} from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { textHint } from "../text-hint.ts";

/** What a case is opened with, checked and in the shape in which it is stored. */
export type Opening = {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly priority: Priority;
};

const addressCharacters = 300;

/** Throws a RefusedError that names every wrong field. */
export function checkOpening(input: OpenCase): Opening {
  const fields: Record<string, Words> = {};
  let code: TextRefusal | undefined;
  const read = (field: string, raw: string, characters: number, needed: boolean): string => {
    const checked = checkText(raw, characters);
    if (checked.ok) return checked.text;
    if (checked.code === "text_empty" && !needed) return "";
    code ??= checked.code;
    fields[field] = textHint(checked.code, characters);
    return "";
  };
  // A title is one line.
  const title = read(
    "title",
    input.title.replace(/\s*[\r\n]+\s*/g, " "),
    limits.titleCharacters,
    true,
  );
  const description = read(
    "description",
    input.description ?? "",
    limits.descriptionCharacters,
    false,
  );
  const address = read("address", input.address ?? "", addressCharacters, false);
  if (code !== undefined) throw new RefusedError(code, { fields });
  if (input.customer_id !== undefined && input.guest !== undefined) {
    throw new RefusedError("invalid_body", {
      fields: {
        guest: {
          fr: "Un dossier a un seul client\u00a0: donnez customer_id ou guest.",
          en: "A case has one customer: give customer_id or guest.",
        },
      },
    });
  }
  const { latitude = null, longitude = null } = input;
  if ((latitude === null) !== (longitude === null)) {
    const missing = latitude === null ? "latitude" : "longitude";
    throw new RefusedError("invalid_body", {
      fields: {
        [missing]: {
          fr: "Latitude et longitude vont ensemble.",
          en: "Latitude and longitude go together.",
        },
      },
    });
  }
  return {
    kind: input.kind,
    title,
    description,
    address: address === "" ? null : address,
    latitude,
    longitude,
    priority: input.priority ?? "normal",
  };
}
