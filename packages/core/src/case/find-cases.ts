import { type CaseFindings, type FindCases, limits } from "@relais/protocol";
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { mayUseDesk } from "../desk/policy.ts";
import { caseViewFor, selectCases } from "./views.ts";
import { visibleCases } from "./visible-cases.ts";
import { holdWords, literally } from "../database/like.ts";

/** People of the organization: looked through once, where the names beside each case would be read again and again. */
const peopleWho = (organizationId: string, condition: RawBuilder<boolean>) =>
  sql`(select member.id from member where member.organization_id = ${organizationId} and ${condition})`;

/** Whether it is a case of somebody whose name holds the word. */
function isOfSomebody(organizationId: string, isNamed: RawBuilder<boolean>): RawBuilder<boolean> {
  const people = peopleWho(organizationId, isNamed);
  return sql`(service_case.customer_id in ${people} or service_case.assignee_id in ${people}
    or service_case.opener_id in ${people})`;
}

function isOfCustomer(organizationId: string, digits: string): RawBuilder<boolean> {
  const called = sql<boolean>`regexp_replace(member.phone, '\\D', '', 'g') like ${`%${digits}%`}`;
  return sql`service_case.customer_id in ${peopleWho(organizationId, called)}`;
}

/** A telephone number as people write it, or its end; the zero before it is no part of it abroad. */
const telephone = /^[\d\s().+-]+$/;
const fewestDigits = 4;

function digitsOf(words: string): string | null {
  const digits = telephone.test(words) ? words.replace(/\D/g, "").replace(/^0+/, "") : "";
  return digits.length < fewestDigits ? null : digits;
}

/**
 * Cases that this person may see, the newest first, a page at a time: those whose number begins as asked,
 * or whose title and people hold the words; for the desk also by the telephone of their customer; all of them without words.
 */
export function findCases(
  core: Core,
  actor: Actor,
  { q, kind, status, before }: FindCases,
): Promise<CaseFindings> {
  const { organization_id } = actor;
  return inOrganization(core.db, organization_id, async (tx) => {
    let query = visibleCases(core, selectCases(tx), actor);
    if (kind !== undefined) query = query.where("service_case.kind", "=", kind);
    if (status !== undefined) query = query.where("service_case.status", "=", status);
    if (before !== undefined) query = query.where("service_case.id", "<", before);
    // No text that is stored holds this character, and PostgreSQL refuses it.
    const words = q?.replaceAll("\0", "").trim() ?? "";
    if (words !== "") {
      const digits = mayUseDesk(actor) ? digitsOf(words) : null;
      query = query.where((where) =>
        where.or([
          where("service_case.number", "like", `${literally(words.toUpperCase())}%`),
          holdWords([{ folded: "service_case.title_folded" }], words, (holds) =>
            isOfSomebody(organization_id, holds("member.full_name")),
          ),
          ...(digits === null ? [] : [isOfCustomer(organization_id, digits)]),
        ]),
      );
    }
    const rows = await query
      .orderBy("service_case.id", "desc")
      .limit(limits.foundCases + 1)
      .execute();
    return {
      cases: rows.slice(0, limits.foundCases).map((row) => caseViewFor(core.kinds, actor, row)),
      has_more: rows.length > limits.foundCases,
    };
  });
}
