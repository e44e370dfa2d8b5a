-- Internal conversations (docs/decisions/0018): what the people who do the work write among themselves is a
-- conversation of its own beside the one with the customer, with its own journal, numbers, receipts and files.
-- Nothing of it lies in a row, an event or a number that the customer can reach.

alter table conversation add column internal_of uuid references conversation;
comment on column conversation.internal_of is 'The conversation with the customer that this one is beside, unseen by them.';
drop index conversation_of_case;
create unique index conversation_of_case on conversation (case_id) where internal_of is null;
create unique index conversation_internal on conversation (internal_of) where internal_of is not null;

alter table message add column beside bigint;
comment on column message.beside is
  'Of an internal message: the newest number of the conversation with the customer when it was written; 0 before the first.';
grant update (beside) on message to relais_runtime;

insert into conversation (id, organization_id, case_id, created_at, internal_of)
  select gen_random_uuid(), c.organization_id, c.case_id, c.created_at, c.id from conversation c;
insert into participant (conversation_id, member_id, organization_id, joined_at)
  select i.id, p.member_id, p.organization_id, p.joined_at
  from conversation i join participant p on p.conversation_id = i.internal_of join member m on m.id = p.member_id
  where m.role <> 'customer';

-- Nobody is let in beside who is a customer, whatever the server may be made to say.
create function refuse_customer() returns trigger language plpgsql as $$
begin
  if exists (select from conversation c where c.id = new.conversation_id and c.internal_of is not null)
     and exists (select from member m where m.id = new.member_id and m.role = 'customer') then
    raise exception 'a customer takes no part in an internal conversation' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger no_customer_is_internal before insert on participant for each row execute function refuse_customer();

-- Gives internal messages of a batch their places, within its transaction.
create function place_internal(organizations text, m_conversation uuid[], m_number bigint[], m_beside bigint[])
  returns void language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  update message m set beside = u.beside
    from unnest(m_conversation, m_number, m_beside) as u (conversation, number, beside)
    where m.conversation_id = u.conversation and m.number = u.number;
end $$;

-- The places of a page of internal messages.
create function internal_places(organizations text, conversation uuid, first bigint, last bigint)
  returns table (number bigint, beside bigint) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query select m.number, m.beside from message m
    where m.conversation_id = conversation and m.number >= first and m.number <= last;
end $$;

-- As before, and what lies beside; one that nobody takes part in yet has a row without a member.
drop function conversation_rosters;
create function conversation_rosters(organizations text, conversations uuid[])
  returns table (conversation_id uuid, organization_id uuid, case_id uuid, closed boolean,
                 internal_of uuid, internal_id uuid, member_id uuid, full_name text, role text)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id, c.organization_id, c.case_id, c.closed_at is not null, c.internal_of, i.id, p.member_id, m.full_name, m.role
    from conversation c
    left join conversation i on i.internal_of = c.id
    left join participant p on p.conversation_id = c.id
    left join member m on m.id = p.member_id
    where c.id = any (conversations)
    order by c.id, p.joined_at, p.member_id;
end $$;

-- As before, and which conversation a counted one is beside.
drop function count_notifications;
create function count_notifications(organization uuid, at_most integer, intimate integer, audience uuid[])
  returns table (member_id uuid, conversation_id uuid, unread integer, last_number bigint,
                 sender_id uuid, text text, system text, created_at timestamptz, deleted boolean,
                 internal_of uuid, progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  consumer_window := consumer_window('notification_counter', organization, at_most);
  if consumer_window.up_to is null then
    return query select null::uuid, null::uuid, null::integer, null::bigint, null::uuid, null::text, null::text,
      null::timestamptz, null::boolean, null::uuid, false, consumer_window.more;
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
        m.sender_id, left(m.text, 140), m.system::text, m.created_at, m.deleted_at is not null, v.internal_of, null::boolean, null::boolean
      from counted c
      join conversation v on v.id = c.conversation_id
      left join message m on m.conversation_id = c.conversation_id and m.number = c.newest
      -- An internal conversation in which nothing was said yet is no news.
      where (audience is null or c.member_id = any (audience)) and (v.internal_of is null or c.newest > 0);
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'notification_counter' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, null::integer, null::bigint, null::uuid, null::text, null::text,
    null::timestamptz, null::boolean, null::uuid, consumer_window.up_to is not null, consumer_window.more;
end $$;

drop function list_counters;
create function list_counters(organizations text, member uuid, at_most integer, intimate integer)
  returns table (conversation_id uuid, unread integer, last_number bigint,
                 sender_id uuid, text text, system text, created_at timestamptz, deleted boolean,
                 internal_of uuid)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id, c.unread, c.last_number, m.sender_id, left(m.text, 140), m.system::text, m.created_at, m.deleted_at is not null, v.internal_of
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
    join conversation v on v.id = c.id
    left join message m on m.conversation_id = c.id and m.number = c.last_number
    where v.internal_of is null or c.last_number > 0;
end $$;

-- As before; in several conversations, and an internal message is found at its place beside.
drop function search_messages;
create function search_messages(
  organization uuid, reader uuid, only_conversations uuid[], words text[], places integer[], wanted integer,
  by_sender uuid, of_kind text, since timestamptz, before uuid, at_most integer
) returns table (
  id uuid, conversation_id uuid, case_id uuid, case_kind text, title text, number bigint, sender_id uuid, sender_name text,
  text text, created_at timestamptz, internal boolean
) language plpgsql as $$
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  return query
    with room as materialized (
      select unnest(only_conversations) as id
      union all
      (select p.conversation_id from participant p
       where only_conversations is null and p.member_id = reader
       order by p.conversation_id desc limit 500)
    ), place_of as materialized (
      select w.word, w.place from unnest(words, places) as w (word, place)
    ), found as materialized (
      select s.conversation_id as room, s.number as found_number, w.place
      from room r cross join place_of w
      cross join lateral (
        select sw.conversation_id, sw.number from search_word sw
        where sw.organization_id = organization and sw.word = w.word and sw.conversation_id = r.id
        order by sw.number desc limit 2000
      ) s
      union all
      select s.conversation_id, s.number, w.place
      from place_of w
      cross join lateral (
        select sw.conversation_id, sw.number from search_word sw
        where only_conversations is null and reader is null
          and sw.organization_id = organization and sw.word = w.word
        order by sw.conversation_id desc, sw.number desc limit 5000
      ) s
    ), hit as materialized (
      select f.room, f.found_number from found f
      group by f.room, f.found_number having count(distinct f.place) = wanted
    )
    select m.id, coalesce(v.internal_of, v.id), c.id, c.kind, c.title, coalesce(m.beside, m.number), m.sender_id,
      p.full_name, m.text, m.created_at, v.internal_of is not null
    from hit h
    join message m on m.conversation_id = h.room and m.number = h.found_number
    join conversation v on v.id = m.conversation_id
    join service_case c on c.id = v.case_id
    left join member p on p.id = m.sender_id
    where m.deleted_at is null
      and (by_sender is null or m.sender_id = by_sender)
      and (of_kind is null or c.kind = of_kind)
      and (since is null or m.created_at >= since)
      and (before is null or m.id < before)
    -- Ids are time-ordered, and two messages of one millisecond have two of them.
    order by m.id desc
    limit at_most;
end $$;
