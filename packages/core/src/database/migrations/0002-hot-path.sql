-- The statements of the hot path. Each names its organizations for its own transaction and does its
-- work in one round trip; row-level security holds inside (security invoker). Numbers come from the
-- process; the primary keys and the unique client_id are the guards (docs/decisions/0004).

-- One message: the plain single-row statements that an idle server uses.
create function append_message(
  organizations text, conversation uuid, organization uuid, new_seq bigint, new_number bigint, new_id uuid,
  sender uuid, body text, client text, happened timestamptz, event_data json
) returns void language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, client_id, created_at)
    values (conversation, new_number, organization, new_id, new_seq, 'text', sender, body, client, happened);
  insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
    values (conversation, new_seq, organization, 'message.sent', sender, happened, event_data);
end $$;

-- A batch: messages m_* and receipts r_*, each with the data of its journal entry. Texts and data come as
-- one JSON array each: they are JSON in the process already, and an array literal would escape them again.
create function append_batch(
  organizations text, happened timestamptz,
  m_conversation uuid[], m_number bigint[], m_organization uuid[], m_id uuid[], m_seq bigint[], m_sender uuid[],
  m_text json, m_client text[], m_data json,
  r_conversation uuid[], r_member uuid[], r_delivered bigint[], r_read bigint[], r_organization uuid[], r_seq bigint[],
  r_data json
) returns void language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  if cardinality(m_conversation) > 0 then
    insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, client_id, created_at)
      select m.conversation, m.number, m.organization, m.id, m.seq, 'text', m.sender, m.body, m.client, happened
      from rows from (
        unnest(m_conversation, m_number, m_organization, m_id, m_seq, m_sender, m_client), json_array_elements_text(m_text)
      ) as m (conversation, number, organization, id, seq, sender, client, body);
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

-- The newest positions of conversations, for a process that numbers them from here on.
create function conversation_heads(organizations text, conversations uuid[])
  returns table (conversation_id uuid, seq bigint, number bigint) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id,
      coalesce((select e.seq from event e where e.stream_id = c.id order by e.seq desc limit 1), 0),
      coalesce((select m.number from message m where m.conversation_id = c.id order by m.number desc limit 1), 0)
    from unnest(conversations) as c (id);
end $$;

-- Events after a position, and where each stream stands, for many readers at once: one query for all
-- who return after a restart. A reader without news has one row, without an event.
create function catch_up(organizations text, streams uuid[], positions bigint[], at_most integer)
  returns table (reader integer, head bigint, seq bigint, type text, actor_id uuid, at timestamptz, data text)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select q.reader::integer, h.head, e.seq, e.type, e.actor_id, e.at, e.data::text
    from (
      -- The bound is computed here: beneath row-level security an index does not serve `seq <= a + b`.
      select u.stream, u.after, u.after + at_most as up_to, u.reader
      from unnest(streams, positions) with ordinality as u (stream, after, reader) offset 0
    ) q
    cross join lateral (
      -- `offset 0` keeps it from being looked up again for every event.
      select coalesce((select last.seq from event last where last.stream_id = q.stream
                       order by last.seq desc limit 1), 0) as head offset 0
    ) h
    left join lateral (
      select * from event
      where event.stream_id = q.stream and event.seq > q.after and event.seq <= q.up_to
    ) e on true
    order by q.reader, e.seq;
end $$;

-- The page_size messages right before number `before`; without it, the newest ones. A dense range, so that
-- no plan reads more than the page.
create function history_page(organizations text, conversation uuid, before bigint, page_size integer)
  returns table (id uuid, number bigint, seq bigint, kind text, sender_id uuid, text text, system text,
                 client_id text, created_at timestamptz)
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
    select m.id, m.number, m.seq, m.kind, m.sender_id, m.text, m.system::text, m.client_id, m.created_at
    from message m
    where m.conversation_id = conversation and m.number > last_number - page_size and m.number <= last_number
    order by m.number;
end $$;

-- What a sender stored under a client_id, with the text of the first time.
create function find_sent(organizations text, conversation uuid, sender uuid, client text)
  returns table (id uuid, number bigint, seq bigint, created_at timestamptz, text text)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select m.id, m.number, m.seq, m.created_at, e.data ->> 'text'
    from message m join event e on e.stream_id = m.conversation_id and e.seq = m.seq
    where m.conversation_id = conversation and m.sender_id = sender and m.client_id = client;
end $$;

-- Who takes part in conversations, and whether they can be written to.
create function conversation_rosters(organizations text, conversations uuid[])
  returns table (conversation_id uuid, organization_id uuid, case_id uuid, closed boolean,
                 member_id uuid, full_name text, role text)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id, c.organization_id, c.case_id, c.closed_at is not null, p.member_id, m.full_name, m.role
    from conversation c
    join participant p on p.conversation_id = c.id
    join member m on m.id = p.member_id
    where c.id = any (conversations)
    order by c.id, p.joined_at, p.member_id;
end $$;

-- Which of these sign-ins are open, with whose they are and the role that person has now.
create function open_sign_ins(organizations text, sign_ins uuid[])
  returns table (id uuid, member_id uuid, role text) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select s.id, s.member_id, m.role
    from sign_in s join member m on m.id = s.member_id
    where s.id = any (sign_ins) and s.ended_at is null and m.active;
end $$;
