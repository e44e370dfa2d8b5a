-- A customer is told once that a warranty of theirs ends soon (docs/protocol, N28.5).
alter table warranty add column told_at timestamptz;
-- What has ended or begins to end now is no news of this version.
update warranty set told_at = now() where ends_on < current_date + 30;
create index warranty_untold on warranty (organization_id, ends_on) where told_at is null and not cancelled;

-- Several warranties of one person are several facts: their number is the detail.
drop index notification_once;
create unique index notification_once on notification
  (member_id, type, case_id, message_conversation_id, message_number, revision, detail) nulls not distinct
  where type <> 'message';

-- Tells customers with an account of what ends within so many days, here and on their devices, in one transaction.
-- Returns whom of what.
create function notify_warranties(organization uuid, today date, days integer, at timestamptz)
  returns table (member_id uuid, notification_id uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  return query
    with due as (
      update warranty w set told_at = at
      where w.organization_id = organization and w.told_at is null and not w.cancelled
        and w.ends_on between today and today + days
      returning w.id, w.customer_id, w.product
    ), wanted as (
      select d.id, d.customer_id, d.product from due d join member m on m.id = d.customer_id
      where not m.is_guest and wants_notice(d.customer_id, 'warranty')
    ), pushed as (
      insert into push_delivery (subscription_id, topic, organization_id, member_id, type, detail, happened_at, due_at)
      select s.id, 'warranty ' || w.id, organization, w.customer_id, 'warranty', w.product, at, at
      from wanted w
      join push_subscription s on s.member_id = w.customer_id and s.enabled and s.endpoint is not null
        and s.conversation_id is null
      on conflict do nothing
    )
    insert into notification (id, organization_id, member_id, type, detail, created_at)
    select gen_random_uuid(), organization, w.customer_id, 'warranty', w.product, at from wanted w
    on conflict do nothing
    returning member_id, id;
end $$;
