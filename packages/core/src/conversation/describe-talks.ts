import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { mayRead } from "./policy.ts";

/** What somebody at a desk sees of a conversation before it is opened. */
export type Talk = {
  readonly conversation_id: string;
  readonly created_at: string;
  readonly closed: boolean;
  readonly last_message_at: string | null;
  readonly customer: {
    readonly id: string;
    readonly full_name: string;
    readonly email: string | null;
    readonly phone: string | null;
  };
  /** Messages of others that the customer has not read; messages of theirs that nobody of the others has. */
  readonly waiting: { readonly customer: number; readonly staff: number };
};

/** The conversations among these that this person may read, the one with the newest message first. */
export async function describeTalks(
  core: Core,
  actor: Actor,
  conversationIds: readonly string[],
): Promise<Talk[]> {
  const { organization_id } = actor;
  const rosters = await Promise.all(
    conversationIds.map((id) => core.rosters.load(organization_id, id)),
  );
  const ids = rosters.flatMap((roster) =>
    roster !== undefined && mayRead(core.kinds, actor, roster) ? [roster.conversation_id] : [],
  );
  if (ids.length === 0) return [];
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("conversation")
      .innerJoin("service_case", "service_case.id", "conversation.case_id")
      .innerJoin("member as customer", "customer.id", "service_case.customer_id")
      .leftJoinLateral(
        (from) =>
          from
            .selectFrom("message")
            .select("message.created_at")
            .whereRef("message.conversation_id", "=", "conversation.id")
            .orderBy("message.number", "desc")
            .limit(1)
            .as("last"),
        (join) => join.onTrue(),
      )
      .innerJoinLateral(
        sql<{
          for_customer: number;
          for_staff: number;
        }>`waiting_in(conversation.id, customer.id)`.as("waiting"),
        (join) => join.onTrue(),
      )
      .select([
        "conversation.id",
        "conversation.created_at",
        "conversation.closed_at",
        "last.created_at as last_message_at",
        "customer.id as customer_id",
        "customer.full_name",
        "customer.phone",
        sql<string | null>`coalesce(customer.contact_email, customer.email)`.as("email"),
        "waiting.for_customer",
        "waiting.for_staff",
      ])
      .where("conversation.id", "in", ids)
      .orderBy(sql`coalesce(last.created_at, conversation.created_at)`, "desc")
      .orderBy("conversation.id", "desc")
      .execute(),
  );
  return rows.map((row) => ({
    conversation_id: row.id,
    created_at: row.created_at.toISOString(),
    closed: row.closed_at !== null,
    last_message_at: row.last_message_at?.toISOString() ?? null,
    customer: {
      id: row.customer_id,
      full_name: row.full_name,
      email: row.email,
      phone: row.phone,
    },
    waiting: { customer: row.for_customer, staff: row.for_staff },
  }));
}
