import { isUniqueViolation } from "./database/violations.ts";
import { RefusedError } from "./errors.ts";
import { say } from "./kinds/kind.ts";

/** Runs an insertion; a name that is taken already is refused by its field. Refuses: invalid_body. */
export async function uniqueName<Result>(
  field: string,
  constraint: string,
  insert: () => Promise<Result>,
): Promise<Result> {
  try {
    return await insert();
  } catch (error) {
    if (!isUniqueViolation(error, constraint)) throw error;
    throw new RefusedError("invalid_body", {
      fields: {
        [field]: say(
          "C’est déjà pris\u202f: choisissez-en un autre.",
          "It is taken already: choose another.",
        ),
      },
    });
  }
}
