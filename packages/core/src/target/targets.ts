import { oneOf, type Priority, type Target, type Targets, type Words } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { refuseOthers } from "../desk/policy.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

/** What is aimed at in an organization, by kind and priority. Refuses: forbidden. */
export async function readTargets(core: Core, actor: Actor): Promise<Targets> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, (tx) => targetsOf(tx, actor.organization_id));
}

async function targetsOf(tx: Scoped, organizationId: string): Promise<Targets> {
  const rows = await tx
    .selectFrom("target")
    .select(["kind", "priority", "answer_minutes", "resolution_minutes"])
    .where("organization_id", "=", organizationId)
    .orderBy("kind")
    .orderBy("priority")
    .execute();
  // The check constraint of the column holds the same list as the type.
  return { targets: rows.map((row) => ({ ...row, priority: row.priority as Priority })) };
}

/** What is aimed at for a case of this kind and priority; undefined: nothing. */
export function targetOf(tx: Scoped, organizationId: string, kind: string, priority: string) {
  return tx
    .selectFrom("target")
    .select(["answer_minutes", "resolution_minutes"])
    .where("organization_id", "=", organizationId)
    .where("kind", "=", kind)
    .where("priority", "=", priority)
    .executeTakeFirst();
}

/**
 * Replaces what is aimed at. For admins. Cases that are open keep what they were promised.
 *
 * Refuses: forbidden, invalid_body (a kind that is not served here, the same twice, a resolution before the answer).
 */
export async function changeTargets(
  core: Core,
  actor: Actor,
  { targets }: Targets,
): Promise<Targets> {
  refuseOthers(actor);
  if (actor.role !== "admin") throw new RefusedError("forbidden");
  return inOrganization(core.db, actor, async (tx) => {
    const { organization_id } = actor;
    const { kinds } = await tx
      .selectFrom("organization")
      .select("kinds")
      .where("id", "=", organization_id)
      .executeTakeFirstOrThrow();
    const fields = wrongTargets(targets, kinds);
    if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
    await tx.deleteFrom("target").where("organization_id", "=", organization_id).execute();
    const kept = targets.filter((one) => one.answer_minutes ?? one.resolution_minutes);
    if (kept.length > 0) {
      await tx
        .insertInto("target")
        .values(kept.map((one) => ({ ...one, organization_id })))
        .execute();
    }
    return targetsOf(tx, organization_id);
  });
}

function wrongTargets(targets: readonly Target[], kinds: readonly string[]): Record<string, Words> {
  const wrong: Record<string, Words> = {};
  targets.forEach(({ kind, priority, answer_minutes, resolution_minutes }, place) => {
    if (!kinds.includes(kind)) wrong[`targets.${place}.kind`] = oneOf(kinds);
    const first = targets.findIndex((one) => one.kind === kind && one.priority === priority);
    if (first < place) {
      wrong[`targets.${place}.priority`] = say(
        "Cette priorité a déjà son objectif.",
        "This priority has its target already.",
      );
    }
    if (
      answer_minutes !== null &&
      resolution_minutes !== null &&
      answer_minutes > resolution_minutes
    ) {
      wrong[`targets.${place}.resolution_minutes`] = say(
        "La résolution vient après la première réponse.",
        "The resolution comes after the first answer.",
      );
    }
  });
  return wrong;
}
