-- What concerns one person, whatever it is about (docs/protocol, N25): written by reactions to the journal, once
-- each, listed and marked as read by whoever it is for.
create table notification (
  id uuid primary key,
  organization_id uuid not null references organization,
  member_id uuid not null references member,
  type text not null,
  actor_id uuid references member,
  case_id uuid references service_case,
  -- Where it is looked at: the conversation with the customer. The message may stand in the internal one.
  conversation_id uuid references conversation,
  message_conversation_id uuid references conversation,
  message_number bigint,
  created_at timestamptz not null,
  read_at timestamptz,
  unique nulls not distinct (member_id, type, case_id, message_conversation_id, message_number)
);
create index notification_of_member on notification (member_id, created_at desc, id desc);
create index notification_unread on notification (member_id) where read_at is null;

alter table notification enable row level security;
alter table notification force row level security;
create policy maintenance on notification to current_user using (true) with check (true);
create policy own_organization on notification to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on notification as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update, delete on notification to relais_runtime;

-- A deletion leaves no word, no file, and nobody who was named.
create or replace function without_text(data json) returns json language sql immutable parallel safe
  return (jsonb_set(data::jsonb, '{text}', '""') - 'attachments' - 'quick_answer' - 'mentions')::json;

-- One run of the reaction that tells people where they were mentioned; effect and cursor are one transaction.
-- Returns whom to tell now, and a last row without a member that says whether anything was read, and whether
-- more waits.
create function notify_mentions(organization uuid, at_most integer)
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
      with said as (
        select e.actor_id, e.stream_id, e.at, (e.data ->> 'number')::bigint as number,
          json_array_elements_text(e.data -> 'mentions')::uuid as named
        from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type = 'message.sent' and e.data -> 'mentions' is not null
      ), told as (
        insert into notification (id, organization_id, member_id, type, actor_id, case_id, conversation_id,
                                  message_conversation_id, message_number, created_at)
        select gen_random_uuid(), organization, s.named, 'mention', s.actor_id, c.case_id,
          coalesce(c.internal_of, c.id), c.id, s.number, s.at
        from said s
        join conversation c on c.id = s.stream_id
        -- Nobody is told of what they said themselves.
        where s.named <> s.actor_id
        on conflict do nothing
        returning member_id, id
      )
      select t.member_id, t.id, null::boolean, null::boolean from told t;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'mentions' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, consumer_window.up_to is not null, consumer_window.more;
end $$;
