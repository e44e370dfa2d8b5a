import {
  checkText,
  limits,
  type Procedure,
  type ProcedureValues,
  type Words,
} from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";

/**
 * What was answered to the variables of a procedure, tidied: every one, and no other.
 *
 * Refuses: invalid_body, naming every value that is wrong.
 */
export function checkValues(
  { variables }: Pick<Procedure, "variables">,
  given: ProcedureValues,
): ProcedureValues {
  const fields: Record<string, Words> = {};
  const known = new Set(variables.map(({ name }) => name));
  for (const name of Object.keys(given)) if (!known.has(name)) fields[at(name)] = unknown;
  const values = variables.map(({ name, kind, options }): [string, string] => {
    const raw = Object.hasOwn(given, name) ? (given[name] ?? "") : "";
    const checked = checkText(raw, limits.valueCharacters);
    if (!checked.ok) {
      fields[at(name)] =
        checked.code === "text_empty" ? missing : textHint(checked.code, limits.valueCharacters);
      return [name, raw];
    }
    if (kind === "number" && !number.test(checked.text)) fields[at(name)] = noNumber;
    if (kind === "choice" && !options.includes(checked.text)) fields[at(name)] = noChoice;
    return [name, checked.text];
  });
  if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
  return Object.fromEntries(values);
}

const at = (name: string): string => `procedure.values.${name}`;

/** As people write them, with a comma or a point; it is shown as it was written. */
const number = /^[+-]?\d{1,15}([.,]\d{1,6})?$/;

const missing = say("Répondez à cette question.", "Answer this question.");
const unknown = say(
  "Cette procédure ne demande pas cela.",
  "This procedure does not ask for this.",
);
const noNumber = say(
  "Écrivez un nombre, par exemple 12 ou 12,5.",
  "Write a number, such as 12 or 12.5.",
);
const noChoice = say(
  "Choisissez l’une des réponses proposées.",
  "Choose one of the answers offered.",
);
