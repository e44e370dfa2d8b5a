import type { KindView, QuickAnswer, QuickAnswers } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { kindViewOf } from "../kinds/kind.ts";
import { servedKind } from "./served-kind.ts";

/**
 * The kinds that the actor's organization serves, in its order: words, fields, steps, and the one-tap answers of that
 * organization. A guest has one case, and is told of its kind.
 */
export function listKinds(core: Core, actor: Actor): Promise<KindView[]> {
  return inOrganization(core.db, actor, async (tx) => {
    const rows = await tx.selectFrom("quick_answers").select(["kind", "answers"]).execute();
    const own = new Map(rows.map((row) => [row.kind, row.answers as QuickAnswer[]]));
    const { kinds, closed_kinds } = await tx
      .selectFrom("organization")
      .select(["kinds", "closed_kinds"])
      .where("id", "=", actor.organization_id)
      .executeTakeFirstOrThrow();
    const told = await ofGuest(tx, actor);
    return kinds.flatMap((name) => {
      if (told !== null && name !== told) return [];
      const kind = core.kinds.get(name);
      if (kind === undefined) return [];
      const view = kindViewOf(kind, own.get(name));
      // Of a kind that is not in use any more nobody opens one; the cases that are there are shown by it.
      return [closed_kinds.includes(name) ? { ...view, opened_by: [], opened_for: [] } : view];
    });
  });
}

/** The kind of a guest's case; null for everybody else. */
async function ofGuest(tx: Scoped, { guest }: Actor): Promise<string | null> {
  if (guest === undefined) return null;
  const { kind } = await tx
    .selectFrom("conversation")
    .innerJoin("service_case", "service_case.id", "conversation.case_id")
    .select("service_case.kind")
    .where("conversation.id", "=", guest.conversation_id)
    .executeTakeFirstOrThrow();
  return kind;
}

/** The answers of one kind, as the actor's organization offers them. Refuses: not_found. */
export function readQuickAnswers(core: Core, actor: Actor, name: string): Promise<QuickAnswers> {
  return inOrganization(core.db, actor, async (tx) => {
    const kind = await servedKind(core, tx, actor, name);
    const own = await ownAnswers(tx, name);
    return { answers: own ?? [...(kind.quick_answers ?? [])], edited: own !== undefined };
  });
}

/** What the organization wrote for a kind, if it did. */
export async function ownAnswers(tx: Scoped, name: string): Promise<QuickAnswer[] | undefined> {
  const row = await tx
    .selectFrom("quick_answers")
    .select("answers")
    .where("kind", "=", name)
    .executeTakeFirst();
  return row?.answers as QuickAnswer[] | undefined;
}
