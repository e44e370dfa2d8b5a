import type { FieldHint, Role } from "@relais/protocol";
import type { Roster } from "../conversation/rosters.ts";
import { isStaff } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

/** Only people who may read what is internal are named, and only there. Refuses: invalid_body, naming each. */
export async function checkMentions(
  core: Core,
  roster: Roster,
  ids: readonly string[],
): Promise<void> {
  if (roster.internal_of === null) {
    const hint = say(
      "On ne mentionne quelqu’un que dans une note interne.",
      "People are mentioned in internal notes only.",
    );
    throw new RefusedError("invalid_body", { fields: { mentions: hint } });
  }
  const people = await inOrganization(core.db, roster.organization_id, (tx) =>
    tx
      .selectFrom("member")
      .select(["id", "role"])
      .where("id", "in", [...ids])
      .where("active", "=", true)
      .where("is_service", "=", false)
      .execute(),
  );
  const wrong: Record<string, FieldHint> = {};
  for (const [place, id] of ids.entries()) {
    const person = people.find((one) => one.id === id);
    if (person !== undefined && isStaff(core.kinds, roster.case_kind, person.role as Role))
      continue;
    wrong[`mentions.${place}`] = say(
      "Cette personne ne lit pas les notes de ce dossier.",
      "This person does not read the notes of this case.",
    );
  }
  if (Object.keys(wrong).length > 0) throw new RefusedError("invalid_body", { fields: wrong });
}
