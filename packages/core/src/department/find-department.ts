import { id as givenId } from "@relais/protocol";
import { sql } from "kysely";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

/**
 * The department that somebody names by its id or its name; null without one. One that is archived is found only by whoever
 * has it already. Refuses: invalid_body.
 */
export async function findDepartment(
  tx: Scoped,
  wanted: string | null | undefined,
  had: string | null = null,
): Promise<string | null> {
  if (wanted === null || wanted === undefined) return null;
  if (wanted === had) return had;
  const departments = tx.selectFrom("department").select("id").where("archived_at", "is", null);
  const found = await (givenId.safeParse(wanted).success
    ? departments.where("id", "=", wanted)
    : departments.where(sql`lower(name)`, "=", wanted.trim().toLowerCase())
  ).executeTakeFirst();
  if (found !== undefined) return found.id;
  throw new RefusedError("invalid_body", {
    fields: {
      department: say(
        "Il n’y a pas de tel département ici\u202f: choisissez dans la liste.",
        "There is no such department here: choose from the list.",
      ),
    },
  });
}
