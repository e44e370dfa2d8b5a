import type { ChangeTeammate, DeskTeam } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { checkTags } from "../case/check-tags.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseOthers } from "../desk/policy.ts";
import { listTeam } from "../desk/list-team.ts";
import { RefusedError } from "../errors.ts";

/**
 * Says how much of which work a person takes, and whether they are away. Oneself only the latter; admins everything, of
 * everybody.
 *
 * Refuses: not_found, forbidden, invalid_body.
 */
export async function changeTeammate(
  core: Core,
  actor: Actor,
  memberId: string,
  { away, capacity, kinds, skills }: ChangeTeammate,
): Promise<DeskTeam> {
  const more = capacity !== undefined || kinds !== undefined || skills !== undefined;
  await inOrganization(core.db, actor, async (tx) => {
    const known = await tx
      .selectFrom("member")
      .select(["id", "full_name"])
      .where("id", "=", memberId)
      .where("active", "=", true)
      .where("is_service", "=", false)
      .executeTakeFirst();
    if (known === undefined) throw new RefusedError("not_found");
    refuseOthers(actor);
    const own = memberId === actor.id && !more;
    if (!own && actor.role !== "admin") throw new RefusedError("forbidden");
    const change = {
      ...(away !== undefined && { away_since: away ? core.now() : null }),
      ...(capacity !== undefined && { capacity }),
      ...(kinds !== undefined && { kinds: kinds && [...kinds] }),
      ...(skills !== undefined && { skills: checkTags(skills).map((one) => one.toLowerCase()) }),
    };
    await tx
      .insertInto("assignment_person")
      .values({ member_id: memberId, organization_id: actor.organization_id, ...change })
      .onConflict((conflict) =>
        Object.keys(change).length === 0
          ? conflict.doNothing()
          : conflict.column("member_id").doUpdateSet(change),
      )
      .execute();
    // That somebody says of themselves that they are away is nothing that anybody administers.
    if (own) return;
    await record(tx, core.now(), actor, {
      action: "teammate.changed",
      subject: { id: memberId, name: known.full_name },
      after: {
        ...(away !== undefined && { away }),
        ...(capacity !== undefined && { capacity }),
        ...(kinds !== undefined && { kinds: kinds && [...kinds] }),
        ...(skills !== undefined && { skills: [...skills] }),
      },
    });
  });
  return listTeam(core, actor);
}
