-- Programs of an organization's own are told what happens in its cases (docs/protocol, N38; docs/decisions/0055).
create table webhook (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null,
  url text not null,
  events text[] not null,
  -- Whether it hears of what only the people who do the work know.
  internal boolean not null,
  -- Null while it is on.
  off_because text check (off_because in ('admin', 'failing', 'gone')),
  -- Where the journal stood when it was switched on: nothing of before is told.
  listens_after xid8 not null,
  -- The secret that signs, encrypted; and the one before it, which signs beside it until then.
  sealed bytea not null,
  previous_sealed bytea,
  previous_until timestamptz,
  failing_since timestamptz,
  created_by uuid references member,
  created_at timestamptz not null
);
create index webhook_of_organization on webhook (organization_id, created_at);

-- What is still to be told, and what became of the newest that was. Ids only: words are read when it is sent, so that
-- what was erased meanwhile is not told.
create table webhook_delivery (
  -- The same at every attempt.
  id uuid primary key,
  webhook_id uuid not null references webhook on delete cascade,
  organization_id uuid not null references organization,
  type text not null,
  -- The entry of the journal; null of a test.
  stream_id uuid,
  seq bigint,
  happened_at timestamptz not null,
  -- Null: it is not tried again.
  due_at timestamptz,
  delivered boolean not null default false,
  attempts integer not null default 0,
  -- Of the last attempt.
  status integer,
  failure text check (failure in ('timeout', 'unreachable', 'not_public')),
  attempted_at timestamptz,
  took_ms integer,
  unique (webhook_id, stream_id, seq)
);
create index webhook_delivery_due on webhook_delivery (organization_id, webhook_id, due_at) where due_at is not null;
create index webhook_delivery_done on webhook_delivery (webhook_id, attempted_at desc) where due_at is null;

alter table webhook enable row level security;
alter table webhook force row level security;
create policy maintenance on webhook to current_user using (true) with check (true);
create policy own_organization on webhook to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on webhook as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update, delete on webhook to relais_runtime;

alter table webhook_delivery enable row level security;
alter table webhook_delivery force row level security;
create policy maintenance on webhook_delivery to current_user using (true) with check (true);
create policy own_organization on webhook_delivery to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on webhook_delivery as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update, delete on webhook_delivery to relais_runtime;

alter table notification_preference drop constraint notification_preference_type_check;
alter table notification_preference add constraint notification_preference_type_check
  check (type in ('mention', 'message', 'assigned', 'status', 'rating', 'warranty', 'reminder', 'webhook'));

-- Nothing of long ago is told as new.
insert into consumer_cursor (consumer, organization_id, transaction_id)
  select 'webhooks', o.id, coalesce((select e.transaction_id from event e where e.organization_id = o.id
                                     order by e.organization_id desc, e.transaction_id desc limit 1), '0'::xid8)
  from organization o
  on conflict do nothing;

-- What programs can be told of a window of the journal, in the words of the protocol. What the machine says in
-- conversations is told as what it is. Internal: only the people who do the work may know; a rating is for the team by nature.
create function told_outside(organization uuid, after xid8, up_to xid8)
  returns table (stream_id uuid, seq bigint, type text, internal boolean, at timestamptz, transaction_id xid8)
  language sql stable as $$
  select e.stream_id, e.seq, e.type, c.internal_of is not null, e.at, e.transaction_id
  from event e
  join conversation c on c.id = e.stream_id
  where e.organization_id = organization and e.transaction_id > after and e.transaction_id <= up_to
    and (e.type in ('message.edited', 'message.deleted')
         or (e.type = 'message.sent' and e.data ->> 'kind' <> 'system'))
  union all
  select e.stream_id, e.seq,
    case when e.data -> 'change' ->> 'from' is null then 'case.opened'
      when r.rated then 'case.rated' else 'case.changed' end,
    not r.rated and (e.data -> 'case' ->> 'revision')::bigint < e.seq, e.at, e.transaction_id
  from event e
  cross join lateral (
    select exists (select from timeline_entry t
                   where t.case_id = (e.data -> 'case' ->> 'id')::uuid and t.revision = e.seq
                     and t.subject = 'rating') as rated
  ) r
  where e.organization_id = organization and e.transaction_id > after and e.transaction_id <= up_to
    and e.type = 'case.changed' and e.stream_id = organization
$$;

-- One run of the reaction that notes what programs are to be told; effect and cursor are one transaction. Returns whether
-- any is told anything here, whether there is something to send, whether anything was read, and whether more waits.
create function queue_webhooks(organization uuid, at_most integer)
  returns table (heard boolean, queued boolean, progressed boolean, more boolean) language plpgsql as $$
#variable_conflict use_column
declare
  consumer_window record;
  written integer := 0;
  heard boolean;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  heard := exists (select from webhook w where w.organization_id = organization and w.off_because is null);
  consumer_window := consumer_window('webhooks', organization, at_most);
  if consumer_window.up_to is not null then
    perform hold_cursor('webhooks', organization);
    -- Another server may have come first.
    consumer_window := consumer_window('webhooks', organization, at_most);
  end if;
  if consumer_window.up_to is not null then
    -- Where nobody asked for it, nothing more is looked at.
    if heard then
      insert into webhook_delivery (id, webhook_id, organization_id, type, stream_id, seq, happened_at, due_at)
      select gen_random_uuid(), w.id, organization, t.type, t.stream_id, t.seq, t.at, t.at
      from told_outside(organization, consumer_window.after, consumer_window.up_to) t
      join webhook w on w.organization_id = organization and w.off_because is null
        and t.type = any (w.events) and (w.internal or not t.internal) and t.transaction_id > w.listens_after
      on conflict do nothing;
      get diagnostics written = row_count;
    end if;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'webhooks' and c.organization_id = organization;
  end if;
  return query select heard, written > 0, consumer_window.up_to is not null, consumer_window.more;
end $$;

-- Tells the admins that nothing is sent to an address any more. Returns whom of what.
create function notify_webhook_off(organization uuid, webhook_name text, at timestamptz)
  returns table (member_id uuid, notification_id uuid) language plpgsql as $$
#variable_conflict use_column
begin
  -- When it failed before that was another time.
  delete from notification n
    where n.organization_id = organization and n.type = 'webhook' and n.detail = webhook_name;
  return query
    insert into notification (id, organization_id, member_id, type, detail, created_at)
    select gen_random_uuid(), organization, m.id, 'webhook', webhook_name, at
    from member m
    where m.organization_id = organization and m.role = 'admin' and m.active and not m.is_service
      and wants_notice(m.id, 'webhook')
    on conflict do nothing
    returning member_id, id;
end $$;
