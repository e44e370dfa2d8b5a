import type { CaseFields, Language, Message } from "@relais/protocol";
import { sql } from "kysely";
import { inOrganization } from "../database/scope.ts";
import type { Core } from "../core.ts";

/** Deliveries that one look takes. */
const atOnce = 50;
/** Whoever took some and came to grief leaves them to others after so long. */
const leaseMs = 90_000;

/** What a device is to be told now, and how what it is about stands at this moment. */
export type DueDelivery = {
  readonly subscription_id: string;
  readonly topic: string;
  readonly version: string;
  readonly attempts: number;
  readonly happened_at: Date;
  readonly member_id: string;
  readonly type: string;
  readonly detail: string | null;
  readonly case_id: string | null;
  readonly conversation_id: string | null;
  readonly actor_name: string | null;
  readonly case_title: string | null;
  readonly case_kind: string | null;
  readonly case_status: string | null;
  readonly case_fields: CaseFields | null;
  readonly time_zone: string;
  readonly message: Pick<Message, "kind" | "text" | "attachments" | "deleted_at"> | null;
  /** Whether the person has read it meanwhile, wants it no more, may no longer know it, or has left the device; or their link has ended. */
  readonly settled: boolean;
  readonly guest: boolean;
  readonly unread: number;
  readonly endpoint: string;
  readonly sealed: Buffer;
  readonly language: Language;
};

/** Takes what is due: no other server takes the same until the lease has run out. */
export function takeDue(core: Core, organizationId: string): Promise<DueDelivery[]> {
  const now = core.now();
  const until = new Date(now.getTime() + leaseMs);
  return inOrganization(core.db, organizationId, async (tx) => {
    const { rows } = await sql<DueDelivery>`
      with due as (
        select subscription_id, topic from push_delivery
        where organization_id = ${organizationId} and due_at <= ${now}
        order by due_at limit ${atOnce} for update skip locked
      ), taken as (
        update push_delivery d set due_at = ${until}, attempts = d.attempts + 1
        from due where d.subscription_id = due.subscription_id and d.topic = due.topic
        returning d.*
      )
      select t.subscription_id, t.topic, t.version, t.attempts, t.happened_at, t.member_id, t.type, t.detail,
        t.case_id, t.conversation_id, a.full_name as actor_name, k.title as case_title, k.kind as case_kind,
        k.status as case_status, k.fields as case_fields, o.time_zone,
        case when m.id is not null then json_build_object(
          'kind', m.kind, 'text', left(m.text, 1000), 'attachments', coalesce(m.attachments, '[]'),
          'deleted_at', m.deleted_at) end as message,
        not s.enabled or i.ended_at is not null or s.member_id <> t.member_id or not wants_notice(t.member_id, t.type)
          or coalesce(p.read_number >= t.message_number, false)
          or (v.internal_of is not null and not may_be_beside(t.member_id, v.case_id))
          or coalesce(l.revoked_at is not null or l.expires_at <= ${now}, false) as settled,
        s.conversation_id is not null as guest,
        -- The counter follows the messages within moments, and may not have come to this one.
        (select coalesce(sum(n.unread), 0)::integer
           + (t.message_number is not null and not coalesce(bool_or(
               n.conversation_id = t.message_conversation_id and n.last_number >= t.message_number), false))::integer
         from notification_counter n join conversation c on c.id = n.conversation_id
         join participant own on own.conversation_id = n.conversation_id and own.member_id = n.member_id
         where n.member_id = t.member_id and (c.internal_of is null or may_be_beside(t.member_id, c.case_id))) as unread,
        s.endpoint, s.sealed, s.language
      from taken t
      join push_subscription s on s.id = t.subscription_id
      join organization o on o.id = t.organization_id
      left join sign_in i on i.id = s.sign_in_id
      left join guest_link l on l.id = i.guest_link_id
      left join member a on a.id = t.actor_id
      left join service_case k on k.id = t.case_id
      left join conversation v on v.id = t.message_conversation_id
      left join message m on m.conversation_id = t.message_conversation_id and m.number = t.message_number
      left join participant p on p.conversation_id = t.message_conversation_id and p.member_id = t.member_id
      order by t.happened_at
    `.execute(tx);
    return rows;
  });
}

/** It is done with: unless there is more to say meanwhile, which is due at once. */
export async function settle(
  core: Core,
  organizationId: string,
  { subscription_id, topic, version }: DueDelivery,
  sent: boolean,
): Promise<void> {
  await inOrganization(core.db, organizationId, async (tx) => {
    const its = { subscription_id, topic };
    const done = await tx
      .deleteFrom("push_delivery")
      .where((where) => where.and(its))
      .where("version", "=", version)
      .executeTakeFirst();
    if (done.numDeletedRows === 0n) {
      await tx
        .updateTable("push_delivery")
        .set({ due_at: core.now(), attempts: 0 })
        .where((where) => where.and(its))
        .execute();
    }
    if (!sent) return;
    await tx
      .updateTable("push_subscription")
      .set({ last_used_at: core.now() })
      .where("id", "=", subscription_id)
      .execute();
  });
}

/** Another time. An attempt that was none does not count. */
export async function postpone(
  core: Core,
  organizationId: string,
  { subscription_id, topic, attempts }: DueDelivery,
  until: Date,
  counts: boolean,
): Promise<void> {
  await inOrganization(core.db, organizationId, (tx) =>
    tx
      .updateTable("push_delivery")
      .set({ due_at: until, ...(!counts && { attempts: attempts - 1 }) })
      .where((where) => where.and({ subscription_id, topic }))
      .execute(),
  );
}

/** The device is no more; what waits for it goes with it. */
export async function forgetDevice(core: Core, organizationId: string, id: string): Promise<void> {
  await inOrganization(core.db, organizationId, (tx) =>
    tx.deleteFrom("push_subscription").where("id", "=", id).execute(),
  );
}

/** When something waits next; null: nothing does. */
export function nextDue(core: Core, organizationId: string): Promise<Date | null> {
  return inOrganization(core.db, organizationId, async (tx) => {
    const { due } = await tx
      .selectFrom("push_delivery")
      .select((select) => select.fn.min("due_at").as("due"))
      .where("organization_id", "=", organizationId)
      .executeTakeFirstOrThrow();
    return due;
  });
}
