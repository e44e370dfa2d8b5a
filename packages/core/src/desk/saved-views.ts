import { checkText, type DeskSavedViews } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { textHint } from "../text-hint.ts";
import { refuseOthers } from "./policy.ts";

const nameCharacters = 40;

/** The views that this person keeps. Refuses: forbidden. */
export async function readSavedViews(core: Core, actor: Actor): Promise<DeskSavedViews> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const row = await tx
      .selectFrom("desk_saved_views")
      .select("views")
      .where("member_id", "=", actor.id)
      .executeTakeFirst();
    return { views: (row?.views ?? []) as DeskSavedViews["views"] };
  });
}

/** Replaces them, in this order. Refuses: forbidden, invalid_body (naming the view). */
export async function saveViews(
  core: Core,
  actor: Actor,
  { views }: DeskSavedViews,
): Promise<DeskSavedViews> {
  refuseOthers(actor);
  const kept = views.map(({ name, query }, place) => {
    const checked = checkText(name.replace(/\s+/g, " "), nameCharacters);
    if (checked.ok) return { name: checked.text, query };
    throw new RefusedError("invalid_body", {
      fields: { [`views.${place}.name`]: textHint(checked.code, nameCharacters) },
    });
  });
  return inOrganization(core.db, actor, async (tx) => {
    const row = { views: JSON.stringify(kept) };
    await tx
      .insertInto("desk_saved_views")
      .values({ member_id: actor.id, organization_id: actor.organization_id, ...row })
      .onConflict((conflict) => conflict.column("member_id").doUpdateSet(row))
      .execute();
    return { views: kept };
  });
}
