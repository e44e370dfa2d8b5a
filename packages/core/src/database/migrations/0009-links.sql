-- Link previews, what a conversation holds, and when somebody received and read (docs/protocol, 14;
-- docs/decisions/0012).

-- What the page of a message's first link says of itself, and the positions of the events that said so, so
-- that a deletion finds each of them.
alter table message
  add column preview json,
  add column preview_seqs bigint[] not null default '{}';
grant update (preview, preview_seqs) on message to relais_runtime;

-- The picture of a preview is a file that the server brought.
alter table file
  add column purpose text not null default 'attachment' check (purpose in ('attachment', 'preview'));

-- What messages hold besides their words, as a reaction to the journal keeps it: every list of it is one
-- stretch of the primary key.
create table shared_item (
  conversation_id uuid not null,
  category text not null check (category in ('picture', 'file', 'voice', 'link')),
  number bigint not null,
  place smallint not null,
  organization_id uuid not null references organization,
  file_id uuid,
  link text,
  primary key (conversation_id, category, number, place),
  check ((file_id is null) <> (link is null))
);
create index shared_item_of_message on shared_item (conversation_id, number);

-- Links that are to be looked at. Whoever looks holds one until `due_at`; after a crash another goes on.
create table wanted_link (
  conversation_id uuid not null,
  number bigint not null,
  organization_id uuid not null references organization,
  link text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  primary key (conversation_id, number)
);
create index wanted_link_due on wanted_link (organization_id, due_at);

do $$
declare one text;
begin
  foreach one in array array['shared_item', 'wanted_link'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one);
  end loop;
end $$;
grant select, insert, delete on shared_item to relais_runtime;
grant select, insert, update, delete on wanted_link to relais_runtime;

-- The messages that one run looks at, as they stand now, and the cursor moved past them in the same
-- transaction. A last row without a conversation says whether anything was read and whether more waits.
create function take_messages_to_share(organization uuid, at_most integer)
  returns table (conversation_id uuid, number bigint, text text, attachments json, preview json,
                 created_at timestamptz, progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  perform hold_cursor('shared_items', organization);
  consumer_window := consumer_window('shared_items', organization, at_most);
  if consumer_window.up_to is not null then
    return query
      select m.conversation_id, m.number, case when m.deleted_at is null then m.text else '' end, m.attachments, m.preview,
        m.created_at, null::boolean, null::boolean
      from (
        select e.stream_id, (e.data ->> 'number')::bigint as number, bool_or(e.type <> 'message.sent') as changed
        from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type in ('message.sent', 'message.edited', 'message.deleted')
        group by 1, 2
      ) touched
      join message m on m.conversation_id = touched.stream_id and m.number = touched.number
      where m.kind = 'text' and (touched.changed or m.attachments is not null or strpos(m.text, '://') > 0);
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'shared_items' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::bigint, null::text, null::json, null::json, null::timestamptz,
    consumer_window.up_to is not null, consumer_window.more;
end $$;

-- Puts what messages hold now in the place of what was known of them, and wants these links looked at.
create function share_items(
  organization uuid, conversations uuid[], numbers bigint[],
  i_conversation uuid[], i_category text[], i_number bigint[], i_place integer[], i_file uuid[], i_link text[],
  w_conversation uuid[], w_number bigint[], w_link text[], due timestamptz
) returns void language plpgsql as $$
begin
  delete from shared_item s using unnest(conversations, numbers) as u (conversation, number)
    where s.conversation_id = u.conversation and s.number = u.number;
  insert into shared_item (conversation_id, category, number, place, organization_id, file_id, link)
    select i.conversation, i.category, i.number, i.place, organization, i.file, i.link
    from unnest(i_conversation, i_category, i_number, i_place, i_file, i_link)
      as i (conversation, category, number, place, file, link);
  delete from wanted_link w using unnest(conversations, numbers) as u (conversation, number)
    where w.conversation_id = u.conversation and w.number = u.number;
  insert into wanted_link (conversation_id, number, organization_id, link, due_at)
    select w.conversation, w.number, organization, w.link, due
    from unnest(w_conversation, w_number, w_link) as w (conversation, number, link);
end $$;

-- Things of one category in one conversation, newest first. What was deleted or edited away is `gone`, even
-- before the index knows: it only counts for the length of the page.
create function list_shared(organizations text, conversation uuid, wanted text, before bigint, at_most integer)
  returns table (number bigint, message_id uuid, sender_id uuid, sender_name text, created_at timestamptz,
                 file_id uuid, attachments json, link text, preview json, gone boolean)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select s.number, m.id, m.sender_id, p.full_name, m.created_at, s.file_id,
      case when s.file_id is not null then m.attachments end, s.link, case when s.link is not null then m.preview end,
      m.deleted_at is not null or (s.link is not null and strpos(m.text, s.link) = 0)
    from (
      select * from shared_item i
      where i.conversation_id = conversation and i.category = wanted and i.number < before
      order by i.conversation_id, i.category, i.number desc, i.place desc
      limit at_most
    ) s
    join message m on m.conversation_id = s.conversation_id and m.number = s.number
    left join member p on p.id = m.sender_id
    order by s.number desc, s.place;
end $$;

-- As before, with the preview of each message.
drop function history_page;
create function history_page(organizations text, conversation uuid, before bigint, page_size integer)
  returns table (id uuid, number bigint, seq bigint, kind text, sender_id uuid, text text, system text,
                 client_id text, created_at timestamptz, reply_to text, edited_at timestamptz,
                 deleted_at timestamptz, reactions text, attachments text, preview text)
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
      m.reactions::text, m.attachments::text, m.preview::text
    from message m
    where m.conversation_id = conversation and m.number > last_number - page_size and m.number <= last_number
    order by m.number;
end $$;

-- What a deletion leaves of an event that brought a preview.
create function without_preview(data json) returns json language sql immutable parallel safe
  return jsonb_set(data::jsonb, '{preview}', 'null')::json;

-- As before; a preview says what its message said.
create or replace function refuse_rewriting() returns trigger language plpgsql as $$
begin
  if new.type in ('message.sent', 'message.edited')
     and new.data::jsonb in (without_text(old.data)::jsonb, without_quote(old.data)::jsonb) then
    return new;
  end if;
  if new.type = 'message.previewed' and new.data::jsonb = without_preview(old.data)::jsonb then
    return new;
  end if;
  raise exception 'the journal is not rewritten' using errcode = 'insufficient_privilege';
end $$;

-- When somebody came as far as they have. When they came as far as one message says the journal.
alter table participant
  add column delivered_at timestamptz,
  add column read_at timestamptz;
create index event_receipts on event (stream_id, actor_id, seq) where type = 'receipt.advanced';

-- As before, and when.
create or replace function append_batch(
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
          delivered_at = case when greatest(r.delivered, r.read) > p.delivered_number then happened else p.delivered_at end,
          read_number = greatest(p.read_number, r.read),
          read_at = case when r.read > p.read_number then happened else p.read_at end
      from unnest(r_conversation, r_member, r_delivered, r_read) as r (conversation, member, delivered, read)
      where p.conversation_id = r.conversation and p.member_id = r.member;
    insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
      select r.conversation, r.seq, r.organization, 'receipt.advanced', r.member, happened, r.data
      from rows from (
        unnest(r_conversation, r_seq, r_organization, r_member), json_array_elements(r_data)
      ) as r (conversation, seq, organization, member, data);
  end if;
end $$;

-- When participants received and read one message, those after a person in the order of ids: the first of
-- their receipts that came so far.
create function receipts_of_message(organizations text, conversation uuid, wanted bigint, sent_at_seq bigint, after uuid,
                                    at_most integer)
  returns table (id uuid, full_name text, role text, delivered_at timestamptz, read_at timestamptz)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select p.member_id, m.full_name, m.role,
      case when p.delivered_number >= wanted then (
        select e.at from event e
        where e.stream_id = conversation and e.actor_id = p.member_id and e.type = 'receipt.advanced' and e.seq > sent_at_seq
          and (e.data ->> 'delivered')::bigint >= wanted
        order by e.stream_id, e.actor_id, e.seq limit 1) end,
      case when p.read_number >= wanted then (
        select e.at from event e
        where e.stream_id = conversation and e.actor_id = p.member_id and e.type = 'receipt.advanced' and e.seq > sent_at_seq
          and (e.data ->> 'read')::bigint >= wanted
        order by e.stream_id, e.actor_id, e.seq limit 1) end
    from (
      select * from participant q
      where q.conversation_id = conversation and q.member_id > after
      order by q.conversation_id, q.member_id limit at_most
    ) p
    join member m on m.id = p.member_id
    order by p.member_id;
end $$;
