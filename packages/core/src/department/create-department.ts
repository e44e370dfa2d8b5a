import type { Department } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { uniqueName } from "../unique-name.ts";

/** Adds a department. Refuses: forbidden (admins do), invalid_body (there is one of that name). */
export function createDepartment(
  core: Core,
  actor: Actor,
  { name }: { readonly name: string },
): Promise<Department> {
  if (actor.role !== "admin") throw new RefusedError("forbidden");
  return uniqueName("name", "department_name", () =>
    inOrganization(core.db, actor.organization_id, async (tx) => {
      const made = await tx
        .insertInto("department")
        .values({ id: newId(), organization_id: actor.organization_id, name })
        .returning(["id", "name"])
        .executeTakeFirstOrThrow();
      await record(tx, core.now(), actor, { action: "department.created", subject: made });
      return { ...made, archived: false };
    }),
  );
}
