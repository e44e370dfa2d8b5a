-- Answers, edits, deletions, reactions (docs/decisions/0007).

alter table message
  add column reply_to bigint,
  add column edited_at timestamptz,
  add column deleted_at timestamptz,
  -- By member id, null when there are none: most messages have none, and a page reads one row a message.
  add column reactions jsonb,
  -- The positions of its edits, so that a deletion finds every event that holds its text.
  add column edit_seqs bigint[] not null default '{}';
comment on column message.reply_to is 'The number of the message of the same conversation that it answers.';
create index message_answers on message (conversation_id, reply_to) where reply_to is not null;

-- A message may be rewritten in these columns only, a journal entry in its data only.
grant update (text, edited_at, deleted_at, reactions, edit_seqs) on message to relais_runtime;
grant update (data) on event to relais_runtime;

-- What a deletion leaves of the entry that brought the text, and of the entries that quoted it.
create function without_text(data json) returns json language sql immutable parallel safe
  return jsonb_set(data::jsonb, '{text}', '""')::json;
create function without_quote(data json) returns json language sql immutable parallel safe
  return jsonb_set(data::jsonb, '{reply_to}', (data::jsonb -> 'reply_to') || '{"text": "", "deleted": true}')::json;

-- The journal is never rewritten in any other way, whatever the server may be made to say.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  if new.type in ('message.sent', 'message.edited')
     and new.data::jsonb in (without_text(old.data)::jsonb, without_quote(old.data)::jsonb) then
    return new;
  end if;
  raise exception 'the journal is not rewritten' using errcode = 'insufficient_privilege';
end $$;
create trigger journal_is_not_rewritten before update on event for each row execute function refuse_rewriting();

-- What an answer shows of the message that it answers.
create function quote_of(conversation uuid, quoted bigint) returns json language sql stable as $$
  select json_build_object('id', q.id, 'number', q.number, 'sender_id', q.sender_id, 'text', left(q.text, 140),
                           'deleted', q.deleted_at is not null)
  from message q where q.conversation_id = conversation and q.number = quoted
$$;

-- The messages that a batch of answers quotes, and the version of each: how often it was rewritten.
create function quoted_messages(organizations text, conversations uuid[], numbers bigint[])
  returns table (conversation_id uuid, number bigint, kind text, deleted boolean, version integer, quote text)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select q.conversation_id, q.number, q.kind, q.deleted_at is not null, cardinality(q.edit_seqs),
      quote_of(q.conversation_id, q.number)::text
    from unnest(conversations, numbers) as u (conversation, number)
    join message q on q.conversation_id = u.conversation and q.number = u.number;
end $$;

-- Holds quoted messages until the end of the transaction, or gives way when one was changed since its quote
-- was read. Before anything is inserted: whoever edits or deletes locks the message first and appends last.
create function hold_quoted(conversations uuid[], numbers bigint[], versions integer[]) returns void
  language plpgsql as $$
declare one record;
begin
  for one in select * from unnest(conversations, numbers, versions) as u (conversation, number, version)
             where u.number is not null
  loop
    perform from message q where q.conversation_id = one.conversation and q.number = one.number
      and q.deleted_at is null and cardinality(q.edit_seqs) = one.version for share;
    if not found then
      raise exception 'a quoted message has changed' using errcode = 'serialization_failure';
    end if;
  end loop;
end $$;

drop function append_message;
drop function append_batch;
drop function find_sent;
drop function history_page;
drop function count_notifications;
drop function list_counters;

-- As before, and what they answer.
create function append_message(
  organizations text, conversation uuid, organization uuid, new_seq bigint, new_number bigint, new_id uuid,
  sender uuid, body text, client text, happened timestamptz, event_data json,
  answered bigint, answered_version integer
) returns void language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  if answered is not null then
    perform hold_quoted(array[conversation], array[answered], array[answered_version]);
  end if;
  insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, client_id, created_at,
                       reply_to)
    values (conversation, new_number, organization, new_id, new_seq, 'text', sender, body, client, happened,
            answered);
  insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
    values (conversation, new_seq, organization, 'message.sent', sender, happened, event_data);
end $$;

create function append_batch(
  organizations text, happened timestamptz,
  m_conversation uuid[], m_number bigint[], m_organization uuid[], m_id uuid[], m_seq bigint[], m_sender uuid[],
  m_text json, m_client text[], m_data json,
  r_conversation uuid[], r_member uuid[], r_delivered bigint[], r_read bigint[], r_organization uuid[], r_seq bigint[],
  r_data json, m_answered bigint[], m_answered_version integer[]
) returns void language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  if m_answered is not null then
    perform hold_quoted(m_conversation, m_answered, m_answered_version);
  end if;
  if cardinality(m_conversation) > 0 then
    insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, client_id, created_at,
                         reply_to)
      select m.conversation, m.number, m.organization, m.id, m.seq, 'text', m.sender, m.body, m.client, happened,
        m.answered
      from rows from (
        unnest(m_conversation, m_number, m_organization, m_id, m_seq, m_sender, m_client, m_answered), json_array_elements_text(m_text)
      ) as m (conversation, number, organization, id, seq, sender, client, answered, body);
    insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
      select m.conversation, m.seq, m.organization, 'message.sent', m.sender, happened, m.data
      from rows from (
        unnest(m_conversation, m_seq, m_organization, m_sender), json_array_elements(m_data)
      ) as m (conversation, seq, organization, sender, data);
  end if;
  if cardinality(r_conversation) > 0 then
    update participant p
      set delivered_number = greatest(p.delivered_number, r.delivered, r.read),
          read_number = greatest(p.read_number, r.read)
      from unnest(r_conversation, r_member, r_delivered, r_read) as r (conversation, member, delivered, read)
      where p.conversation_id = r.conversation and p.member_id = r.member;
    insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
      select r.conversation, r.seq, r.organization, 'receipt.advanced', r.member, happened, r.data
      from rows from (
        unnest(r_conversation, r_seq, r_organization, r_member), json_array_elements(r_data)
      ) as r (conversation, seq, organization, member, data);
  end if;
end $$;

-- As before, and whether the first time still has its text.
create function find_sent(organizations text, conversation uuid, sender uuid, client text)
  returns table (id uuid, number bigint, seq bigint, created_at timestamptz, text text, reply_to bigint,
                 deleted boolean)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select m.id, m.number, m.seq, m.created_at, e.data ->> 'text', m.reply_to, m.deleted_at is not null
    from message m join event e on e.stream_id = m.conversation_id and e.seq = m.seq
    where m.conversation_id = conversation and m.sender_id = sender and m.client_id = client;
end $$;

-- As before, with everything that can be said of a message.
create function history_page(organizations text, conversation uuid, before bigint, page_size integer)
  returns table (id uuid, number bigint, seq bigint, kind text, sender_id uuid, text text, system text,
                 client_id text, created_at timestamptz, reply_to text, edited_at timestamptz,
                 deleted_at timestamptz, reactions text)
  language plpgsql as $$
declare
  last_number bigint := before - 1;
begin
  perform set_config('relais.organizations', organizations, true);
  if last_number is null then
    last_number := (select m.number from message m where m.conversation_id = conversation
                    order by m.number desc limit 1);
  end if;
  return query
    select m.id, m.number, m.seq, m.kind, m.sender_id, m.text, m.system::text, m.client_id, m.created_at,
      case when m.reply_to is not null then quote_of(m.conversation_id, m.reply_to)::text end, m.edited_at, m.deleted_at,
      m.reactions::text
    from message m
    where m.conversation_id = conversation and m.number > last_number - page_size and m.number <= last_number
    order by m.number;
end $$;

-- As before; an edit or a deletion may change what a list shows of the newest message.
create function count_notifications(organization uuid, at_most integer, intimate integer, audience uuid[])
  returns table (member_id uuid, conversation_id uuid, unread integer, last_number bigint,
                 sender_id uuid, text text, system text, created_at timestamptz, deleted boolean,
                 progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  consumer_window := consumer_window('notification_counter', organization, at_most);
  if consumer_window.up_to is null then
    return query select null::uuid, null::uuid, null::integer, null::bigint, null::uuid, null::text, null::text,
      null::timestamptz, null::boolean, false, consumer_window.more;
    return;
  end if;
  perform hold_cursor('notification_counter', organization);
  -- Another server may have come first.
  consumer_window := consumer_window('notification_counter', organization, at_most);
  if consumer_window.up_to is not null then
    return query
      with touched as (
        select distinct e.stream_id as id from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type in ('message.sent', 'message.edited', 'message.deleted', 'receipt.advanced', 'participant.joined')
      ), room as materialized (
        select t.id, coalesce((select m.number from message m where m.conversation_id = t.id
                               order by m.number desc limit 1), 0) as newest
        from touched t
        where (select count(*) from (select from participant p where p.conversation_id = t.id
                                     limit intimate + 1) few) <= intimate
      ), stand as materialized (
        select p.member_id, r.id as conversation_id, r.newest, p.read_number as read, n.member_id is null as is_new,
          coalesce(n.unread, 0) as unread, coalesce(n.read_number, 0) as old_read, coalesce(n.last_number, 0) as old_newest
        from room r
        join participant p on p.conversation_id = r.id
        left join notification_counter n on n.member_id = p.member_id and n.conversation_id = r.id
      ), counted as (
        select s.*,
          case when s.newest > s.old_newest and s.newest > s.read then (
            select count(*) from message m where m.conversation_id = s.conversation_id
            and m.number > greatest(s.old_newest, s.read) and m.number <= s.newest
            and m.sender_id is distinct from s.member_id) else 0 end::integer as added,
          case when s.read > s.old_read then (
            select count(*) from message m where m.conversation_id = s.conversation_id
            and m.number > s.old_read and m.number <= least(s.read, s.old_newest)
            and m.sender_id is distinct from s.member_id) else 0 end::integer as taken
        from stand s
      ), written as (
        insert into notification_counter as kept
          (member_id, conversation_id, organization_id, unread, read_number, last_number)
        select c.member_id, c.conversation_id, organization, c.unread + c.added - c.taken,
          greatest(c.read, c.old_read), greatest(c.newest, c.old_newest)
        from counted c
        -- Whoever only wrote has nothing new waiting: their row may lag, by a page at most, until it has.
        where c.is_new or c.added > 0 or c.read > c.old_read or c.newest > c.old_newest + 50
        on conflict on constraint notification_counter_pkey do update
          set unread = excluded.unread, read_number = excluded.read_number, last_number = excluded.last_number
      )
      select c.member_id, c.conversation_id, c.unread + c.added - c.taken, c.newest,
        m.sender_id, left(m.text, 140), m.system::text, m.created_at, m.deleted_at is not null, null::boolean, null::boolean
      from counted c
      left join message m on m.conversation_id = c.conversation_id and m.number = c.newest
      where audience is null or c.member_id = any (audience);
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'notification_counter' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, null::integer, null::bigint, null::uuid, null::text, null::text,
    null::timestamptz, null::boolean, consumer_window.up_to is not null, consumer_window.more;
end $$;

create function list_counters(organizations text, member uuid, at_most integer, intimate integer)
  returns table (conversation_id uuid, unread integer, last_number bigint,
                 sender_id uuid, text text, system text, created_at timestamptz, deleted boolean)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id, c.unread, c.last_number, m.sender_id, left(m.text, 140), m.system::text, m.created_at, m.deleted_at is not null
    from (
      select p.conversation_id as id,
        case when large.yes then (
          select count(*) from (select from message m
                                where m.conversation_id = p.conversation_id and m.number > p.read_number
                                  and m.sender_id is distinct from member limit 1000) waiting)
        else coalesce(n.unread, 0) end::integer as unread,
        coalesce((select m.number from message m where m.conversation_id = p.conversation_id
                  order by m.number desc limit 1), 0) as last_number
      from participant p
      left join notification_counter n on n.member_id = member and n.conversation_id = p.conversation_id
      cross join lateral (
        select count(*) > intimate as yes
        from (select from participant q where q.conversation_id = p.conversation_id limit intimate + 1) few
      ) large
      where p.member_id = member
      order by p.conversation_id desc
      limit at_most
    ) c
    left join message m on m.conversation_id = c.id and m.number = c.last_number;
end $$;
