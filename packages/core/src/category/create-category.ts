import { type Category, oneOf } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { uniqueName } from "../unique-name.ts";

/** Adds a category of a kind. Refuses: forbidden (admins do), invalid_body (the kind, or a name taken). */
export function createCategory(
  core: Core,
  actor: Actor,
  { name, kind }: { readonly name: string; readonly kind: string },
): Promise<Category> {
  if (actor.role !== "admin") throw new RefusedError("forbidden");
  if (core.kinds.get(kind) === undefined) {
    const known = core.kinds.all().map((one) => one.name);
    throw new RefusedError("invalid_body", { fields: { kind: oneOf(known) } });
  }
  return uniqueName("name", "category_name", () =>
    inOrganization(core.db, actor.organization_id, async (tx) => {
      const made = await tx
        .insertInto("category")
        .values({ id: newId(), organization_id: actor.organization_id, kind, name })
        .returning(["id", "name", "kind"])
        .executeTakeFirstOrThrow();
      await record(tx, core.now(), actor, {
        action: "category.created",
        subject: { id: made.id, name },
        after: { kind },
      });
      return { ...made, archived: false };
    }),
  );
}
