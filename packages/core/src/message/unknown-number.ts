import type { FieldHints } from "@relais/protocol";

/** The hint for a field that should hold the number of a message. */
export function unknownNumber(field: string): FieldHints {
  return {
    [field]: {
      fr: "Donnez le numéro d’un message de cette conversation.",
      en: "Give the number of a message of this conversation.",
    },
  };
}
