import {
  atMost,
  type CannedReplyInput,
  cannedVariables,
  checkText,
  type FieldHint,
  limits,
  type MacroActions,
  oneOf,
  unknownVariables,
  type Words,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { checkTags } from "../case/check-tags.ts";
import { namedPerson } from "../case/people.ts";
import type { Core } from "../core.ts";
import { inTurn } from "../database/in-turn.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { type Kind, say } from "../kinds/kind.ts";
import { servedKind } from "../quick-answer/served-kind.ts";
import { textHint } from "../text-hint.ts";

/** A canned reply as it is kept. */
export type CheckedReply = {
  readonly title: string;
  readonly text: string;
  readonly kinds: string[];
  readonly add_tags: string[];
  readonly status: string | null;
  readonly assign: string | null;
};

/**
 * Refuses: invalid_body with every wrong field named, among them each variable that does not exist; a kind that is
 * not served, a status that one of its kinds does not have, somebody who cannot do the work of one of them.
 */
export async function checkReply(
  core: Core,
  tx: Scoped,
  actor: Actor,
  { title, text, kinds: names, actions }: CannedReplyInput,
): Promise<CheckedReply> {
  const wrong: Record<string, FieldHint> = {};
  const checkedTitle = checkOne(title.replace(/\s+/g, " "), limits.cannedTitleCharacters);
  if ("hint" in checkedTitle) wrong.title = checkedTitle.hint;
  const checkedText = checkWords(text, actions);
  if ("hint" in checkedText) wrong.text = checkedText.hint;
  const kinds: Kind[] = [];
  for (const name of new Set(names)) {
    const kind = await servedKind(core, tx, actor, name).catch(refusedAsUnknown);
    if (kind === undefined)
      wrong.kinds = say(
        "Un de ces types n’est pas servi ici.",
        "One of these kinds is not served here.",
      );
    else kinds.push(kind);
  }
  const status = statusHint(kinds, names, actions);
  if (status !== undefined) wrong.status = status;
  if (Object.keys(wrong).length > 0) throw new RefusedError("invalid_body", { fields: wrong });
  return {
    title: "text" in checkedTitle ? checkedTitle.text : "",
    text: "text" in checkedText ? checkedText.text : "",
    kinds: kinds.map(({ name }) => name),
    add_tags: checkTags(actions.add_tags),
    status: actions.status,
    assign: await checkAssignee(tx, kinds, actions),
  };
}

function refusedAsUnknown(error: unknown): undefined {
  if (!(error instanceof RefusedError)) throw error;
  return undefined;
}

type Checked = { readonly text: string } | { readonly hint: Words };

function checkOne(raw: string, characters: number): Checked {
  const checked = checkText(raw, characters);
  return checked.ok ? { text: checked.text } : { hint: textHint(checked.code, characters) };
}

/** Words may be missing where there are deeds. */
function checkWords(raw: string, actions: MacroActions): Checked {
  const unknown = unknownVariables(raw);
  if (unknown.length > 0) return { hint: unknownHint(unknown) };
  const acts = actions.add_tags.length > 0 || actions.status !== null || actions.assign !== null;
  return acts && raw.trim() === "" ? { text: "" } : checkOne(raw, limits.textCharacters);
}

function unknownHint(names: readonly string[]): Words {
  const list = names.map((name) => `{{${name}}}`).join(", ");
  const known = cannedVariables.map((name) => `{{${name}}}`).join(", ");
  return say(
    `Cette variable n’existe pas\u202f: ${list}. Possibles\u202f: ${known}.`,
    `There is no such variable: ${list}. There are: ${known}.`,
  );
}

/** A status is one of a kind: a macro that sets one says for which kinds it is, and each of them has it. */
function statusHint(
  kinds: readonly Kind[],
  named: readonly string[],
  { status }: MacroActions,
): Words | undefined {
  if (status === null) return undefined;
  if (named.length === 0) {
    return say(
      "Choisissez d’abord pour quels types de dossier.",
      "Choose first for which kinds of case.",
    );
  }
  const without = kinds.find(({ statuses }) => !statuses.some(({ name }) => name === status));
  return without && oneOf(without.statuses.map(({ name }) => name));
}

async function checkAssignee(
  tx: Scoped,
  kinds: readonly Kind[],
  { assign }: MacroActions,
): Promise<string | null> {
  if (assign === null || assign === "me") return assign;
  const able = ["worker", "agent", "manager", "admin"] as const;
  const roles = able.filter((role) =>
    kinds.every(({ worker_roles }) => worker_roles.includes(role)),
  );
  return (await namedPerson(tx, "assign", assign, roles)).id;
}

/** Refuses: invalid_body, when there are as many as there may be; of many at once, none goes past that. */
export async function refuseTooMany(
  tx: Scoped,
  { organization_id }: Pick<Actor, "organization_id">,
  ownerId: string | null,
): Promise<void> {
  await inTurn(tx, `canned_reply ${ownerId ?? organization_id}`);
  const most = ownerId === null ? limits.cannedReplies : limits.ownCannedReplies;
  const { count } = await tx
    .selectFrom("canned_reply")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("owner_id", "is not distinct from", ownerId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= most) {
    throw new RefusedError("invalid_body", { fields: { personal: atMost(most) } });
  }
}
