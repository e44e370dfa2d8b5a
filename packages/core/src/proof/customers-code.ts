import { randomInt } from "node:crypto";
import { type CaseCode, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { getCase } from "../case/get-case.ts";
import { kindOf } from "../case/kind-of.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import type { Kind } from "../kinds/kind.ts";

const digits = 4;

/** Whether a step of this kind asks for the customer's code. */
const asksCode = ({ transitions }: Kind): boolean =>
  transitions.some(({ proof }) => proof?.code !== undefined);

/**
 * The code that the customer of a case tells whoever does the work, while a step may still ask for it: drawn when they first
 * look. It is theirs alone; known to somebody else it would prove nothing.
 *
 * Refuses: not_found, forbidden.
 */
export async function readCode(core: Core, actor: Actor, caseId: string): Promise<CaseCode> {
  const theCase = await getCase(core, actor, caseId);
  if (theCase.customer.id !== actor.id) throw new RefusedError("forbidden");
  const kind = kindOf(core, theCase);
  const ended = kind.statuses.some(({ name, ends }) => ends && name === theCase.status);
  if (ended || !asksCode(kind)) return { code: null };
  const { organization_id } = actor;
  // Judged as a guest; drawn for them, because a guest draws none.
  return inOrganization(core.db, organization_id, async (tx) => {
    const drawn = String(randomInt(10 ** digits)).padStart(digits, "0");
    await tx
      .insertInto("case_code")
      .values({ case_id: caseId, organization_id, code: drawn })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return tx
      .selectFrom("case_code")
      .select("code")
      .where("case_id", "=", caseId)
      .executeTakeFirstOrThrow();
  });
}

/**
 * Whether this is the code of a case, which is held. A wrong one is counted: the caller commits that, and refuses then.
 *
 * Refuses: code_blocked, once too many were wrong.
 */
export async function tryCode(tx: Scoped, caseId: string, code: string): Promise<boolean> {
  const row = await tx
    .selectFrom("case_code")
    .select(["code", "mistakes"])
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  // A customer who never looked has told nobody anything.
  if (row === undefined) return false;
  if (row.mistakes >= limits.codeMistakes) throw new RefusedError("code_blocked");
  if (row.code === code) return true;
  await tx
    .updateTable("case_code")
    .set((set) => ({ mistakes: set("mistakes", "+", 1) }))
    .where("case_id", "=", caseId)
    .execute();
  return false;
}

/** What a wrong code is answered with, once it was counted. */
export const wrongCode = () =>
  new RefusedError("code_wrong", { values: { max: String(limits.codeMistakes) } });
