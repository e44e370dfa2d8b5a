import {
  type CannedReply,
  type CannedVariable,
  type CaseView,
  fillVariables,
  type Language,
  limits,
  type OfferedReply,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { kindOf } from "../case/kind-of.ts";
import { mayKnowInternal, maySeeCase } from "../case/policy.ts";
import { readCase } from "../case/views.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { plain } from "../search/words.ts";
import { mayHaveReplies } from "./policy.ts";
import { selectReplies } from "./reply-rows.ts";

/** The canned replies of the organization and the actor's own, by title. Refuses: forbidden. */
export async function listReplies(core: Core, actor: Actor): Promise<CannedReply[]> {
  if (!mayHaveReplies(actor)) throw new RefusedError("forbidden");
  return inOrganization(core.db, actor, (tx) => selectReplies(tx, actor));
}

/**
 * Those that fit a case, filled in for it and for the actor. `q`: every word of it begins a word of the title or the
 * text, accents aside; what is found by its title comes first.
 *
 * Refuses: not_found, forbidden (who does not do the work of it).
 */
export async function offerReplies(
  core: Core,
  actor: Actor,
  caseId: string,
  q = "",
): Promise<OfferedReply[]> {
  return inOrganization(core.db, actor, async (tx) => {
    const theCase = await caseOfStaff(core, tx, actor, caseId);
    const fitting = (await selectReplies(tx, actor)).filter((reply) => fits(reply, theCase));
    const found = sought(fitting, q).slice(0, limits.offeredReplies);
    const values = await valuesFor(core, tx, actor, theCase);
    return found.map((reply) => ({ ...reply, filled: fillVariables(reply.text, values) }));
  });
}

/** A case that the actor may see and does the work of. Refuses: not_found, forbidden. */
export async function caseOfStaff(
  core: Core,
  tx: Scoped,
  actor: Actor,
  caseId: string,
): Promise<CaseView> {
  const theCase = await readCase(tx, caseId);
  if (theCase === undefined) throw new RefusedError("not_found");
  const staff = mayHaveReplies(actor) && mayKnowInternal(core.kinds, actor, theCase);
  if (!staff || !maySeeCase(core.kinds, actor, theCase)) throw new RefusedError("forbidden");
  return theCase;
}

export const fits = ({ kinds }: CannedReply, theCase: Pick<CaseView, "kind">): boolean =>
  kinds.length === 0 || kinds.includes(theCase.kind);

const wordsIn = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function sought(replies: readonly CannedReply[], q: string): CannedReply[] {
  const wanted = wordsIn(q);
  const holds = (text: string) => {
    const words = wordsIn(text);
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  };
  const byTitle = replies.filter(({ title }) => holds(title));
  const byText = replies.filter(
    (reply) => !byTitle.includes(reply) && holds(`${reply.title} ${reply.text}`),
  );
  return [...byTitle, ...byText];
}

/** What the variables stand for: in this case, said by this actor. */
export async function valuesFor(
  core: Core,
  tx: Scoped,
  actor: Actor,
  theCase: CaseView,
): Promise<Record<CannedVariable, string>> {
  const { name, language } = await tx
    .selectFrom("organization")
    .select(["name", "language"])
    .where("id", "=", actor.organization_id)
    .executeTakeFirstOrThrow();
  const status = kindOf(core, theCase).statuses.find((one) => one.name === theCase.status);
  const customer = nameParts(theCase.customer.full_name);
  const agent = nameParts(actor.full_name);
  return {
    "client.prenom": customer.first,
    "client.nom": customer.last,
    "dossier.numero": theCase.number ?? theCase.id.slice(-8).toUpperCase(),
    "dossier.titre": theCase.title,
    "dossier.statut": status?.title[language as Language] ?? theCase.status,
    "agent.prenom": agent.first,
    "agent.nom": agent.last,
    "organisation.nom": name,
  };
}

/** « Awa Traoré »: Awa, Traoré. Somebody with one name has it for both. */
function nameParts(fullName: string): { first: string; last: string } {
  const [first = "", ...rest] = fullName.trim().split(/\s+/u);
  return { first, last: rest.length === 0 ? first : rest.join(" ") };
}
