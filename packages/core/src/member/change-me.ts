import { line, type Me } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { findDepartment } from "../department/find-department.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";
import { selectMe } from "./me.ts";
import { checkPhone, phoneCountry } from "./phone.ts";
import { refuseService } from "../access/people-only.ts";

/** What is absent stays as it is. */
export type ChangeMe = {
  /** Null: none any more. */
  readonly phone?: string | null | undefined;
  /** Tokens and conversations that are open already say the name of before for a while. */
  readonly full_name?: string | undefined;
  /** Id or name of a department; null: none any more. */
  readonly department?: string | null | undefined;
};

const nameCharacters = 200;

/** Changes what the signed-in person says about themselves. Refuses: invalid_body, not_found. */
export async function changeMe(core: Core, actor: Actor, change: ChangeMe): Promise<Me> {
  refuseService(actor);
  const { department } = change;
  const full_name = change.full_name === undefined ? undefined : checkName(change.full_name);
  return inOrganization(core.db, actor, async (tx) => {
    const phone =
      change.phone == null
        ? change.phone
        : checkPhone(change.phone, await phoneCountry(tx, actor.organization_id));
    const values = {
      ...(phone !== undefined && { phone }),
      ...(full_name !== undefined && { full_name }),
      ...(department !== undefined && {
        department_id: await findDepartment(tx, department, await ownDepartment(tx, actor.id)),
      }),
    };
    if (Object.keys(values).length > 0) {
      await tx.updateTable("member").set(values).where("id", "=", actor.id).execute();
    }
    return selectMe(core, tx, actor.id);
  });
}

async function ownDepartment(tx: Scoped, id: string): Promise<string | null> {
  const own = tx.selectFrom("member").select("department_id").where("id", "=", id);
  return (await own.executeTakeFirstOrThrow()).department_id;
}

function checkName(raw: string): string {
  const checked = line(nameCharacters).safeParse(raw);
  if (checked.success) return checked.data;
  throw new RefusedError("invalid_body", {
    fields: { full_name: say("Donnez un nom.", "Give a name.") },
  });
}
