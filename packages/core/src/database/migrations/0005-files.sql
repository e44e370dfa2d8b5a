-- Files of messages (docs/decisions/0008). What a person uploads waits here, bound to them and to one
-- conversation, until it has arrived, was found good, and goes out with a message. The bytes are elsewhere.

create table file (
  id uuid primary key,
  organization_id uuid not null references organization,
  conversation_id uuid not null references conversation,
  member_id uuid not null references member,
  -- As the sender called it, cleaned; its ending fits the type once that is known.
  name text not null,
  announced_bytes bigint not null check (announced_bytes > 0),
  -- Where each stored part begins: parts are objects of their own until the file is whole.
  parts bigint[] not null default '{}',
  received_bytes bigint not null default 0 check (received_bytes between 0 and announced_bytes),
  -- receiving → ready (checked, stored) or refused; erasing: on its way out, can never be sent.
  state text not null default 'receiving' check (state in ('receiving', 'ready', 'refused', 'erasing')),
  refusal text,
  type text,
  bytes bigint,
  width integer,
  height integer,
  placeholder text,
  message_id uuid,
  created_at timestamptz not null,
  check (state <> 'ready' or (type is not null and bytes is not null)),
  check (message_id is null or state = 'ready')
);
create index file_unsent on file (organization_id, created_at) where message_id is null;
create index file_unsent_of_member on file (member_id) where message_id is null;

alter table file enable row level security;
alter table file force row level security;
create policy maintenance on file to current_user using (true) with check (true);
create policy own_organization on file to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
grant select, insert, update, delete on file to relais_runtime;

-- What a reader is told of them; null when there are none, as with most messages.
alter table message add column attachments json;
grant update (attachments) on message to relais_runtime;

-- Gives files to the messages of a batch, within its transaction: all of them, or the batch is not written.
create function attach_files(
  organizations text, f_conversation uuid[], f_sender uuid[], f_message uuid[], f_file uuid[],
  m_conversation uuid[], m_number bigint[], m_attachments json
) returns void language plpgsql as $$
declare
  given bigint;
begin
  perform set_config('relais.organizations', organizations, true);
  update file f set message_id = u.message
    from unnest(f_conversation, f_sender, f_message, f_file) as u (conversation, sender, message, file)
    where f.id = u.file and f.conversation_id = u.conversation and f.member_id = u.sender
      and f.state = 'ready' and f.message_id is null;
  get diagnostics given = row_count;
  if given <> cardinality(f_file) then
    raise exception 'a file is in another message already' using errcode = 'RF001';
  end if;
  update message m set attachments = u.attachments
    from rows from (unnest(m_conversation, m_number), json_array_elements(m_attachments))
      as u (conversation, number, attachments)
    where m.conversation_id = u.conversation and m.number = u.number;
end $$;

-- As before, with the files of each message.
drop function history_page;
create function history_page(organizations text, conversation uuid, before bigint, page_size integer)
  returns table (id uuid, number bigint, seq bigint, kind text, sender_id uuid, text text, system text,
                 client_id text, created_at timestamptz, reply_to text, edited_at timestamptz,
                 deleted_at timestamptz, reactions text, attachments text)
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
      m.reactions::text, m.attachments::text
    from message m
    where m.conversation_id = conversation and m.number > last_number - page_size and m.number <= last_number
    order by m.number;
end $$;

drop function find_sent;
create function find_sent(organizations text, conversation uuid, sender uuid, client text)
  returns table (id uuid, number bigint, seq bigint, created_at timestamptz, text text, reply_to bigint,
                 deleted boolean, attachments json)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select m.id, m.number, m.seq, m.created_at, e.data ->> 'text', m.reply_to, m.deleted_at is not null,
      e.data -> 'attachments'
    from message m join event e on e.stream_id = m.conversation_id and e.seq = m.seq
    where m.conversation_id = conversation and m.sender_id = sender and m.client_id = client;
end $$;

-- A deletion leaves no word and no file.
create or replace function without_text(data json) returns json language sql immutable parallel safe
  return (jsonb_set(data::jsonb, '{text}', '""') - 'attachments')::json;
