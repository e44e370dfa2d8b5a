-- A customer is reminded of the hour that their case takes place at (docs/protocol, N28.6).

-- When a case reminds next; null: not at all.
alter table service_case add column reminder_at timestamptz;
create index service_case_reminder on service_case (organization_id, reminder_at) where reminder_at is not null;

-- What is agreed already is reminded of as what is agreed from now on.
update service_case c set reminder_at = d.moment
from (
  select f.id, min(f.hour - before) as moment
  from (select a.id, (a.fields ->> 'starts_at')::timestamptz as hour from service_case a
        where a.kind = 'appointment' and a.status = 'confirmed' and a.fields ->> 'starts_at' is not null) f
  cross join unnest(array[interval '24 hours', interval '1 hour']) as before
  where f.hour - before > now()
  group by f.id
) d
where c.id = d.id;

alter table notification_preference drop constraint notification_preference_type_check;
alter table notification_preference add constraint notification_preference_type_check
  check (type in ('mention', 'message', 'assigned', 'status', 'rating', 'warranty', 'reminder'));

-- Tells the customers of these cases of their hours, here and on their devices. Of each case the newest reminder is the
-- one that counts. Returns whom of what.
create function write_reminders(organization uuid, cases uuid[], hours text[], at timestamptz)
  returns table (member_id uuid, notification_id uuid) language plpgsql as $$
#variable_conflict use_column
begin
  insert into push_delivery as kept (subscription_id, topic, organization_id, member_id, type, case_id, conversation_id,
                                     detail, happened_at, due_at)
    select s.id, 'reminder ' || c.id, organization, c.customer_id, 'reminder', c.id, c.conversation_id, u.hour, at, at
    from unnest(cases, hours) as u (id, hour)
    join service_case c on c.id = u.id
    join push_subscription s on s.member_id = c.customer_id and s.enabled and s.endpoint is not null
      -- A guest's device hears of the one conversation that exists for them.
      and (s.conversation_id is null or s.conversation_id = c.conversation_id)
    left join sign_in i on i.id = s.sign_in_id
    where i.ended_at is null and wants_notice(c.customer_id, 'reminder')
    on conflict (subscription_id, topic) do update
      set detail = excluded.detail, happened_at = excluded.happened_at, version = excluded.version;
  delete from notification n
    using service_case c
    where c.id = any (cases) and n.member_id = c.customer_id and n.case_id = c.id and n.type = 'reminder';
  return query
    insert into notification (id, organization_id, member_id, type, case_id, conversation_id, detail, created_at)
    select gen_random_uuid(), organization, c.customer_id, 'reminder', c.id, c.conversation_id, u.hour, at
    from unnest(cases, hours) as u (id, hour)
    join service_case c on c.id = u.id
    join member m on m.id = c.customer_id
    where not m.is_guest and wants_notice(c.customer_id, 'reminder')
    on conflict do nothing
    returning member_id, id;
end $$;
