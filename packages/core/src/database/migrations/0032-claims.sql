-- What the documented API of warranty claims reads (dialects/claims), and its five tables as views under their
-- documented names. They read with the rights of whoever asks, so row-level security holds through them.

-- How many messages await each side of a conversation: the customer, and whoever of the others has read furthest.
-- Counted up to a bound, beyond which nobody counts.
create function waiting_in(conversation uuid, customer uuid, out for_customer integer, out for_staff integer)
  language sql stable parallel safe as $$
  select
    (select count(*) from (
       select from message m where m.conversation_id = conversation and m.sender_id is distinct from customer
         and m.number > coalesce((select p.read_number from participant p
                                  where p.conversation_id = conversation and p.member_id = customer), 0)
       limit 1000) few)::integer,
    (select count(*) from (
       select from message m where m.conversation_id = conversation and m.sender_id = customer
         and m.number > coalesce((select max(p.read_number) from participant p
                                  where p.conversation_id = conversation and p.member_id <> customer), 0)
       limit 1000) few)::integer
$$;

-- Where a device of somebody is told things while nothing of ours is open on it.
create table push_subscription (
  id uuid primary key,
  organization_id uuid not null references organization,
  member_id uuid not null references member,
  -- Of a guest: the one conversation that exists for them.
  conversation_id uuid references conversation,
  platform text not null check (platform in ('web', 'ios', 'android')),
  -- One device has one subscription, which changes hands with whoever signs in there.
  address_hash bytea not null,
  -- Where the push service listens; null for a device that is reached by its token alone.
  endpoint text,
  -- Keys and token, encrypted by the server: who reads the database cannot write to the device.
  sealed bytea not null,
  enabled boolean not null default true,
  new_messages boolean not null default true,
  claim_updates boolean not null default true,
  warranty_expiring boolean not null default true,
  system_alerts boolean not null default true,
  user_agent text,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create unique index push_subscription_address on push_subscription (organization_id, address_hash);
create index push_subscription_of_member on push_subscription (member_id);

-- Who is typing, for those who read it in SQL. Fleeting: not logged, and what has expired is not there.
create unlogged table typing_indicator (
  conversation_id uuid not null,
  member_id uuid not null,
  organization_id uuid not null,
  expires_at timestamptz not null,
  primary key (conversation_id, member_id)
);

do $$
declare one record;
begin
  for one in select * from (values
    ('push_subscription', 'conversation_id = any ((select relais_guest_conversations())::uuid[])'),
    ('typing_indicator', 'conversation_id = any ((select relais_guest_conversations())::uuid[])')
  ) as t (name, condition)
  loop
    execute format('alter table %I enable row level security', one.name);
    execute format('alter table %I force row level security', one.name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one.name);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one.name);
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null or %s)
         with check ((select relais_guest_conversations()) is null or %s)', one.name, one.condition, one.condition);
  end loop;
end $$;
grant select, insert, update, delete on push_subscription, typing_indicator to relais_runtime;

create schema claims;
grant usage on schema claims to relais_runtime;

create view claims.chat_conversations with (security_invoker = true) as
  select v.id, v.organization_id, p.full_name as customer_name, coalesce(p.contact_email, p.email) as customer_email,
    p.phone as customer_phone, k.assignee_id as assigned_to, (k.fields -> 'warranty' ->> 'id')::uuid as warranty_id,
    k.id as claim_id,
    case
      when w.for_staff > 0 and v.closed_at is null then 'active'
      when k.internal_fields ->> 'talk' is not null then k.internal_fields ->> 'talk'
      when v.closed_at is not null then 'archived'
      when k.status in ('completed', 'rejected', 'cancelled') then 'resolved'
      else 'active'
    end as status,
    k.priority, last.created_at as last_message_at, w.for_customer as unread_count_customer,
    w.for_staff as unread_count_staff,
    -- Only its hash is kept.
    null::text as access_token,
    case when (select relais_guest_conversations()) is null then k.tags end as tags,
    case when (select relais_guest_conversations()) is null then k.internal_fields ->> 'notes' end as internal_notes,
    v.created_at, k.updated_at
  from conversation v
  join service_case k on k.id = v.case_id and k.kind = 'claim'
  join member p on p.id = k.customer_id
  cross join lateral waiting_in(v.id, p.id) w
  left join lateral (select m.created_at from message m where m.conversation_id = v.id
                     order by m.number desc limit 1) last on true
  where v.internal_of is null;

create view claims.chat_messages with (security_invoker = true) as
  select m.id, coalesce(v.internal_of, v.id) as conversation_id,
    case when m.kind = 'system' or m.sender_id is null then 'system'
      when s.role = 'customer' then 'customer' else 'staff' end as sender_type,
    case when m.kind <> 'system' then m.sender_id end as sender_id,
    case when m.kind <> 'system' then s.full_name end as sender_name,
    case
      when m.deleted_at is not null then 'text'
      when m.kind = 'system' and m.system ->> 'name' = 'status' then 'status_update'
      when m.kind = 'system' then 'system'
      when coalesce(json_array_length(m.attachments), 0) = 0 then 'text'
      when (select bool_and(f ->> 'type' like 'image/%') from json_array_elements(m.attachments) f) then 'image'
      else 'file'
    end as message_type,
    m.text as content, coalesce(m.attachments::jsonb, '[]') as attachments,
    m.sender_id is not distinct from k.customer_id or (v.internal_of is null and c.read_number >= m.number) is true
      as read_by_customer,
    (m.sender_id <> k.customer_id and m.kind <> 'system') is true or t.read_number >= m.number as read_by_staff,
    case when m.sender_id = k.customer_id and t.read_number = m.number then t.read_at
      when m.sender_id is distinct from k.customer_id and c.read_number = m.number then c.read_at end as read_at,
    v.internal_of is not null as is_internal, m.client_id, m.number, m.beside, m.created_at
  from message m
  join conversation v on v.id = m.conversation_id
  join service_case k on k.id = v.case_id and k.kind = 'claim'
  left join member s on s.id = m.sender_id
  left join participant c on c.conversation_id = v.id and c.member_id = k.customer_id
  left join lateral (select p.read_number, p.read_at from participant p
                     where p.conversation_id = v.id and p.member_id <> k.customer_id
                     order by p.read_number desc, p.read_at limit 1) t on true;

create view claims.claim_status_updates with (security_invoker = true) as
  select e.id, e.organization_id, e.case_id as claim_id, e.from_value as old_status, e.to_value as new_status,
    e.actor_id as changed_by, p.full_name as changed_by_name, e.reason,
    -- An internal note is an entry of its own, which customers do not see.
    coalesce(e.note, (select n.note from timeline_entry n
                      where n.case_id = e.case_id and n.revision = e.revision and n.subject = 'note' and n.internal
                      limit 1)) as notes,
    e.told_at is not null as notification_sent, e.told_at as notification_sent_at,
    jsonb_build_object('revision', e.revision) as metadata, e.at as created_at
  from timeline_entry e
  join service_case k on k.id = e.case_id and k.kind = 'claim'
  left join member p on p.id = e.actor_id
  where e.subject in ('opened', 'status') and not e.internal;

create view claims.push_subscriptions with (security_invoker = true) as
  select s.id, s.organization_id, s.member_id as user_id,
    -- What would let somebody write to the device is encrypted, and shown as such.
    encode(s.address_hash, 'hex') as push_token, s.platform, s.endpoint,
    jsonb_build_object('sealed', encode(s.sealed, 'base64')) as keys, s.enabled,
    jsonb_build_object('new_messages', s.new_messages, 'claim_updates', s.claim_updates,
      'warranty_expiring', s.warranty_expiring, 'system_alerts', s.system_alerts) as preferences,
    s.user_agent, s.last_used_at, s.created_at
  from push_subscription s;

create view claims.typing_indicators with (security_invoker = true) as
  select t.conversation_id, case when p.role = 'customer' then 'customer' else 'staff' end as user_type,
    t.member_id as user_id, p.full_name as user_name, t.expires_at
  from typing_indicator t
  join conversation v on v.id = t.conversation_id and v.internal_of is null
  join service_case k on k.id = v.case_id and k.kind = 'claim'
  join member p on p.id = t.member_id
  where t.expires_at > now();

grant select on all tables in schema claims to relais_runtime;
comment on schema claims is 'The documented tables of the claims API, as views.';
