-- What people asked to be told reaches their devices (docs/protocol, N29).

-- One store says what somebody wants to be told: notification_preference. A device is only on or off.
alter table notification_preference drop constraint notification_preference_type_check;
alter table notification_preference add constraint notification_preference_type_check
  check (type in ('mention', 'message', 'assigned', 'status', 'rating', 'warranty'));
insert into notification_preference (member_id, organization_id, type, wanted)
  select s.member_id, s.organization_id, t.type, bool_or(t.wanted)
  from push_subscription s
  cross join lateral (values
    ('message', s.new_messages), ('mention', s.new_messages), ('status', s.claim_updates),
    ('warranty', s.warranty_expiring), ('assigned', s.system_alerts), ('rating', s.system_alerts)
  ) as t (type, wanted)
  group by s.member_id, s.organization_id, t.type
  having not bool_or(t.wanted)
  on conflict do nothing;

drop view claims.push_subscriptions;
alter table push_subscription
  drop column new_messages, drop column claim_updates, drop column warranty_expiring, drop column system_alerts,
  -- A device is told things for as long as this sign-in lasts. Null: noted before that was known.
  add column sign_in_id uuid references sign_in on delete cascade,
  add column language text not null default 'fr' check (language in ('fr', 'en'));
create index push_subscription_of_sign_in on push_subscription (sign_in_id);

create view claims.push_subscriptions with (security_invoker = true) as
  select s.id, s.organization_id, s.member_id as user_id,
    -- What would let somebody write to the device is encrypted, and shown as such.
    encode(s.address_hash, 'hex') as push_token, s.platform, s.endpoint,
    jsonb_build_object('sealed', encode(s.sealed, 'base64')) as keys, s.enabled,
    jsonb_build_object(
      'new_messages', wants_notice(s.member_id, 'message') or wants_notice(s.member_id, 'mention'),
      'claim_updates', wants_notice(s.member_id, 'status'),
      'warranty_expiring', wants_notice(s.member_id, 'warranty'),
      'system_alerts', wants_notice(s.member_id, 'assigned') or wants_notice(s.member_id, 'rating')) as preferences,
    s.user_agent, s.last_used_at, s.created_at
  from push_subscription s;
grant select on claims.push_subscriptions to relais_runtime;

-- What a device is still to be told: ids only, words are read when it is sent. About one thing there is one row, the
-- newest.
create table push_delivery (
  subscription_id uuid not null references push_subscription on delete cascade,
  -- What it is about: a conversation, or one side of a case.
  topic text not null,
  organization_id uuid not null references organization,
  member_id uuid not null references member,
  type text not null,
  actor_id uuid references member,
  case_id uuid references service_case,
  -- The conversation with the customer where it is looked at, and the one that holds the message.
  conversation_id uuid references conversation,
  message_conversation_id uuid references conversation,
  message_number bigint,
  detail text,
  happened_at timestamptz not null,
  -- Changes with what is said, so that whoever sends knows whether it is still the newest.
  version uuid not null default gen_random_uuid(),
  due_at timestamptz not null,
  attempts integer not null default 0,
  primary key (subscription_id, topic)
);
create index push_delivery_due on push_delivery (organization_id, due_at);
alter table push_delivery enable row level security;
alter table push_delivery force row level security;
create policy maintenance on push_delivery to current_user using (true) with check (true);
create policy own_organization on push_delivery to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on push_delivery as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update, delete on push_delivery to relais_runtime;

-- Nothing of long ago is told as new.
insert into consumer_cursor (consumer, organization_id, transaction_id)
  select 'push', o.id, coalesce((select e.transaction_id from event e where e.organization_id = o.id
                                 order by e.organization_id desc, e.transaction_id desc limit 1), '0'::xid8)
  from organization o
  on conflict do nothing;

-- Who was named in what was said in a window of the journal. Nobody is told of what they said themselves, nor of what
-- they do not want to be told of.
create function mentioned(organization uuid, after xid8, up_to xid8)
  returns table (member_id uuid, actor_id uuid, case_id uuid, conversation_id uuid, message_conversation_id uuid,
                 message_number bigint, at timestamptz) language sql stable as $$
  select s.named, s.actor_id, c.case_id, coalesce(c.internal_of, c.id), c.id, s.number, s.at
  from (
    select e.actor_id, e.stream_id, e.at, (e.data ->> 'number')::bigint as number,
      json_array_elements_text(e.data -> 'mentions')::uuid as named
    from event e
    where e.organization_id = organization and e.transaction_id > after and e.transaction_id <= up_to
      and e.type = 'message.sent' and e.data -> 'mentions' is not null
  ) s
  join conversation c on c.id = s.stream_id
  where s.named <> s.actor_id and wants_notice(s.named, 'mention')
$$;

-- Whom what concerns that happened to their own cases in a window of the journal (docs/protocol, N28.1 and N28.2);
-- guests as well. Every way of telling people asks here.
create function concerned(organization uuid, after xid8, up_to xid8, intimate integer)
  returns table (member_id uuid, is_guest boolean, type text, actor_id uuid, case_id uuid, conversation_id uuid,
                 message_conversation_id uuid, message_number bigint, detail text, revision bigint, at timestamptz)
  language sql stable as $$
  with happened as materialized (
    select e.stream_id, e.seq, e.type, e.actor_id, e.at, e.data from event e
    where e.organization_id = organization and e.transaction_id > after and e.transaction_id <= up_to
      and e.type in ('message.sent', 'case.changed')
  ), spoken as (
    -- The newest words of each conversation; what the machine says is told as what it is.
    select distinct on (h.stream_id) h.stream_id, h.actor_id, h.at, (h.data ->> 'number')::bigint as number,
      coalesce(h.data -> 'mentions', '[]')::jsonb as mentions
    from happened h
    where h.type = 'message.sent' and h.data ->> 'kind' <> 'system'
      and (select count(*) from (select from participant p where p.conversation_id = h.stream_id
                                 limit intimate + 1) few) <= intimate
    order by h.stream_id, (h.data ->> 'number')::bigint desc
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
  )
  select p.member_id, m.is_guest, 'message', s.actor_id, c.case_id, coalesce(c.internal_of, c.id), c.id, s.number,
    null, null::bigint, s.at
  from spoken s
  join conversation c on c.id = s.stream_id
  join participant p on p.conversation_id = c.id
  join member m on m.id = p.member_id
  where p.member_id is distinct from s.actor_id and p.read_number < s.number
    -- Whoever is named in it is told of that.
    and not s.mentions ? p.member_id::text and wants_notice(p.member_id, 'message')
  union all
  select d.person, m.is_guest, d.type, d.actor_id, d.case_id, d.conversation_id, null, null, d.detail, d.revision, d.at
  from due d
  join member m on m.id = d.person
  where d.person is distinct from d.actor_id and wants_notice(d.person, d.type)
$$;

create or replace function notify_mentions(organization uuid, at_most integer)
  returns table (member_id uuid, notification_id uuid, progressed boolean, more boolean) language plpgsql as $$
#variable_conflict use_column
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  consumer_window := consumer_window('mentions', organization, at_most);
  if consumer_window.up_to is not null then
    perform hold_cursor('mentions', organization);
    -- Another server may have come first.
    consumer_window := consumer_window('mentions', organization, at_most);
  end if;
  if consumer_window.up_to is not null then
    return query
      with told as (
        insert into notification (id, organization_id, member_id, type, actor_id, case_id, conversation_id,
                                  message_conversation_id, message_number, created_at)
        select gen_random_uuid(), organization, s.member_id, 'mention', s.actor_id, s.case_id, s.conversation_id,
          s.message_conversation_id, s.message_number, s.at
        from mentioned(organization, consumer_window.after, consumer_window.up_to) s
        on conflict do nothing
        returning member_id, id
      )
      select t.member_id, t.id, null::boolean, null::boolean from told t;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'mentions' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, consumer_window.up_to is not null, consumer_window.more;
end $$;

create or replace function notify_own(organization uuid, at_most integer, intimate integer)
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
      with due as materialized (
        select * from concerned(organization, consumer_window.after, consumer_window.up_to, intimate) d
        where not d.is_guest
      ), written as (
        insert into notification as kept (id, organization_id, member_id, type, actor_id, case_id, conversation_id,
                                          message_conversation_id, message_number, created_at)
        select gen_random_uuid(), organization, d.member_id, d.type, d.actor_id, d.case_id, d.conversation_id,
          d.message_conversation_id, d.message_number, d.at
        from due d where d.type = 'message'
        on conflict (member_id, message_conversation_id) where type = 'message' do update
          set actor_id = excluded.actor_id, message_number = excluded.message_number,
            created_at = excluded.created_at, read_at = null
          where excluded.message_number > kept.message_number
        returning member_id, id
      ), told as (
        insert into notification (id, organization_id, member_id, type, actor_id, case_id, conversation_id, detail,
                                  revision, created_at)
        select gen_random_uuid(), organization, d.member_id, d.type, d.actor_id, d.case_id, d.conversation_id,
          d.detail, d.revision, d.at
        from due d where d.type <> 'message'
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

-- One run of the reaction that notes what devices are to be told; effect and cursor are one transaction. Returns
-- whether any device is told things here at all, whether there is something to send, whether anything was read, and
-- whether more waits.
create function queue_pushes(organization uuid, at_most integer, intimate integer)
  returns table (heard boolean, queued boolean, progressed boolean, more boolean) language plpgsql as $$
#variable_conflict use_column
declare
  consumer_window record;
  written integer := 0;
  heard boolean;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  heard := exists (select from push_subscription s where s.organization_id = organization and s.enabled
                     and s.endpoint is not null);
  consumer_window := consumer_window('push', organization, at_most);
  if consumer_window.up_to is not null then
    perform hold_cursor('push', organization);
    -- Another server may have come first.
    consumer_window := consumer_window('push', organization, at_most);
  end if;
  if consumer_window.up_to is not null then
    -- Where nobody asked for it, nothing more is looked at.
    if heard then
      insert into push_delivery as kept (subscription_id, topic, organization_id, member_id, type, actor_id, case_id,
                                         conversation_id, message_conversation_id, message_number, detail, happened_at,
                                         due_at)
      select distinct on (s.id, d.topic) s.id, d.topic, organization, d.member_id, d.type, d.actor_id, d.case_id,
        d.conversation_id, d.message_conversation_id, d.message_number, d.detail, d.at, d.at
      from (
        select c.member_id, c.type, c.actor_id, c.case_id, c.conversation_id, c.message_conversation_id,
          c.message_number, c.detail, c.at,
          case when c.type = 'message' then 'message ' || c.message_conversation_id
            else c.type || ' ' || c.case_id end as topic
        from concerned(organization, consumer_window.after, consumer_window.up_to, intimate) c
        union all
        select m.member_id, 'mention', m.actor_id, m.case_id, m.conversation_id, m.message_conversation_id,
          m.message_number, null, m.at, 'message ' || m.message_conversation_id
        from mentioned(organization, consumer_window.after, consumer_window.up_to) m
      ) d
      join push_subscription s on s.member_id = d.member_id and s.enabled and s.endpoint is not null
        -- A guest's device hears of the one conversation that exists for them.
        and (s.conversation_id is null or s.conversation_id = d.conversation_id)
      left join sign_in i on i.id = s.sign_in_id
      where i.ended_at is null
      order by s.id, d.topic, d.at desc, d.message_number desc
      on conflict (subscription_id, topic) do update
        set type = excluded.type, actor_id = excluded.actor_id, message_number = excluded.message_number,
          detail = excluded.detail, happened_at = excluded.happened_at, version = excluded.version;
      get diagnostics written = row_count;
    end if;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'push' and c.organization_id = organization;
  end if;
  return query select heard, written > 0, consumer_window.up_to is not null, consumer_window.more;
end $$;
