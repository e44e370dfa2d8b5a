-- What happens to one's own cases is told beside the mentions (docs/protocol, N28).
alter table notification
  -- What a change came to: a status, the stars of an answer.
  add column detail text,
  -- Of a change: its place in the organization's journal.
  add column revision bigint;
alter table notification drop constraint notification_member_id_type_case_id_message_conversation_id_key;
create unique index notification_once on notification
  (member_id, type, case_id, message_conversation_id, message_number, revision) nulls not distinct
  where type <> 'message';
-- However much is written in a conversation, it is one line.
create unique index notification_of_conversation on notification (member_id, message_conversation_id)
  where type = 'message';

-- What somebody does not want to be told, by whatever way. Absent: they are told.
create table notification_preference (
  member_id uuid not null references member,
  organization_id uuid not null references organization,
  type text not null check (type in ('mention', 'message', 'assigned', 'status', 'rating')),
  wanted boolean not null,
  primary key (member_id, type)
);
alter table notification_preference enable row level security;
alter table notification_preference force row level security;
create policy maintenance on notification_preference to current_user using (true) with check (true);
create policy own_organization on notification_preference to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on notification_preference as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update on notification_preference to relais_runtime;

-- Nothing of long ago is told as new.
insert into consumer_cursor (consumer, organization_id, transaction_id)
  select 'notices', o.id, coalesce((select e.transaction_id from event e where e.organization_id = o.id
                                    order by e.organization_id desc, e.transaction_id desc limit 1), '0'::xid8)
  from organization o
  on conflict do nothing;

create function wants_notice(member uuid, about text) returns boolean language sql stable
  return coalesce((select p.wanted from notification_preference p where p.member_id = member and p.type = about), true);

-- One run of the reaction that tells people what happened to their cases; effect and cursor are one transaction.
-- Returns whom to tell now of what (without a notification: only that something is seen), and a last row without
-- a member that says whether anything was read, and whether more waits.
create function notify_own(organization uuid, at_most integer, intimate integer)
  returns table (member_id uuid, notification_id uuid, progressed boolean, more boolean) language plpgsql as $$
#variable_conflict use_column
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  consumer_window := consumer_window('notices', organization, at_most);
  if consumer_window.up_to is not null then
    perform hold_cursor('notices', organization);
    -- Another server may have come first.
    consumer_window := consumer_window('notices', organization, at_most);
  end if;
  if consumer_window.up_to is not null then
    return query
      with happened as materialized (
        select e.stream_id, e.seq, e.type, e.actor_id, e.at, e.data from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type in ('message.sent', 'receipt.advanced', 'case.changed')
      ), spoken as (
        -- The newest words of each conversation; what the machine says is told as what it is.
        select distinct on (h.stream_id) h.stream_id, h.actor_id, h.at, (h.data ->> 'number')::bigint as number,
          coalesce(h.data -> 'mentions', '[]')::jsonb as mentions
        from happened h
        where h.type = 'message.sent' and h.data ->> 'kind' <> 'system'
          and (select count(*) from (select from participant p where p.conversation_id = h.stream_id
                                     limit intimate + 1) few) <= intimate
        order by h.stream_id, (h.data ->> 'number')::bigint desc
      ), written as (
        insert into notification as kept (id, organization_id, member_id, type, actor_id, case_id, conversation_id,
                                          message_conversation_id, message_number, created_at)
        select gen_random_uuid(), organization, p.member_id, 'message', s.actor_id, c.case_id,
          coalesce(c.internal_of, c.id), c.id, s.number, s.at
        from spoken s
        join conversation c on c.id = s.stream_id
        join participant p on p.conversation_id = c.id
        join member m on m.id = p.member_id
        where p.member_id is distinct from s.actor_id and p.read_number < s.number and not m.is_guest
          -- Whoever is named in it is told of that.
          and not s.mentions ? p.member_id::text and wants_notice(p.member_id, 'message')
        on conflict (member_id, message_conversation_id) where type = 'message' do update
          set actor_id = excluded.actor_id, message_number = excluded.message_number,
            created_at = excluded.created_at, read_at = null
          where excluded.message_number > kept.message_number
        returning member_id, id
      ), changed as (
        select h.actor_id, h.at, t.subject, t.to_value, t.internal, t.revision, c.id as case_id, c.customer_id,
          (h.data -> 'case' -> 'assignee' ->> 'id')::uuid as assignee_id, c.conversation_id
        from happened h
        join timeline_entry t on t.case_id = (h.data -> 'case' ->> 'id')::uuid and t.revision = h.seq
        join service_case c on c.id = t.case_id
        where h.type = 'case.changed' and h.stream_id = organization and t.subject in ('assignee', 'status', 'rating')
      ), due as (
        select c.assignee_id as person, 'assigned' as type, null as detail, c.*
        from changed c where c.subject = 'assignee'
        union all
        -- Whoever gets the work with it hears of that.
        select c.assignee_id, 'status', c.to_value, c.* from changed c
        where c.subject = 'status' and not exists (
          select from changed g where g.subject = 'assignee' and g.revision = c.revision)
        union all
        select c.customer_id, 'status', c.to_value, c.* from changed c where c.subject = 'status' and not c.internal
        union all
        select c.assignee_id, 'rating', c.to_value, c.* from changed c where c.subject = 'rating'
      ), told as (
        insert into notification (id, organization_id, member_id, type, actor_id, case_id, conversation_id, detail,
                                  revision, created_at)
        select gen_random_uuid(), organization, d.person, d.type, d.actor_id, d.case_id, d.conversation_id, d.detail,
          d.revision, d.at
        from due d join member m on m.id = d.person
        where d.person is distinct from d.actor_id and not m.is_guest and wants_notice(d.person, d.type)
        on conflict do nothing
        returning member_id, id
      )
      select w.member_id, w.id, null::boolean, null::boolean from written w
      union all
      select t.member_id, t.id, null::boolean, null::boolean from told t;
    -- What was read in the conversation itself is not new in the list either.
    return query
      with read as (
        select distinct e.stream_id, (e.data ->> 'user_id')::uuid as person from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type = 'receipt.advanced'
      ), seen as (
        update notification n set read_at = now()
        from read r join participant p on p.conversation_id = r.stream_id and p.member_id = r.person
        where n.member_id = r.person and n.message_conversation_id = r.stream_id and n.read_at is null
          and n.message_number <= p.read_number
        returning n.member_id
      )
      select distinct s.member_id, null::uuid, null::boolean, null::boolean from seen s;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'notices' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, consumer_window.up_to is not null, consumer_window.more;
end $$;
