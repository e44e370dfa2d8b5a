-- Who took part in an internal conversation and has another role since still has their place in it: its journal says so. What
-- is said there is for the roles of its own kind alone, in every statement as in `isStaff`: a manager has no part in deliveries.
-- Neither a counter, a search, a notification nor a device tells others of it.

-- Whether this person may know of what is said beside the conversations of a case, whatever they took part in. Roles are
-- declared in the program: each of its connections says them, `delivery:worker,delivery:agent`. Without them, nobody.
create function may_be_beside(member uuid, of_case uuid) returns boolean language sql stable as $$
  select exists (
    select from member m join service_case c on c.id = $2
    where m.id = $1 and c.kind || ':' || m.role = any (string_to_array(current_setting('relais.staff', true), ',')))
$$;

-- As before, but for those.
create or replace function list_counters(organizations text, member uuid, at_most integer, intimate integer)
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
    where v.internal_of is null or (c.last_number > 0 and may_be_beside(member, v.case_id));
end $$;

create or replace function count_notifications(organization uuid, at_most integer, intimate integer, audience uuid[])
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
        join conversation c on c.id = r.id
        left join notification_counter n on n.member_id = p.member_id and n.conversation_id = r.id
        where c.internal_of is null or may_be_beside(p.member_id, c.case_id)
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

create or replace function search_messages(
  organization uuid, reader uuid, only_conversations uuid[], words text[], places integer[], wanted integer,
  by_sender uuid, of_kind text, since timestamptz, until timestamptz, holding text[], before uuid, at_most integer,
  few integer, candidates integer
) returns table (
  id uuid, conversation_id uuid, case_id uuid, case_kind text, title text, number bigint, sender_id uuid, sender_name text,
  text text, created_at timestamptz, internal boolean, attachments json
) language plpgsql as $$
declare
  everywhere constant boolean := only_conversations is null and reader is null;
  rooms uuid[] := only_conversations;
  one_by_one boolean;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  if rooms is null and reader is not null then
    rooms := array(select p.conversation_id from participant p join conversation c on c.id = p.conversation_id
                   where p.member_id = reader and (c.internal_of is null or may_be_beside(reader, c.case_id))
                   order by p.conversation_id desc limit 500);
  end if;
  one_by_one := not everywhere and few >= (
    select coalesce(sum(newest.number), 0) from unnest(rooms) as r (id)
    cross join lateral (
      select s.number from search_message s where s.conversation_id = r.id order by s.number desc limit 1
    ) newest);
  return query
    with asked as materialized (
      select a.place, array_agg(a.word) as words from unnest(words, places) as a (word, place) group by a.place
    ), posting as materialized (
      select a.place, p.block, p.places
      from unnest(words, places) as a (word, place)
      cross join lateral (
        select s.block, s.places from search_posting s
        where not one_by_one and s.organization_id = organization and s.word = a.word
        order by s.organization_id desc, s.word desc, s.block desc limit 1000
      ) p
    ), candidate as materialized (
      select p.block, said.place from posting p cross join lateral unnest(p.places) as said (place)
      group by p.block, said.place having count(distinct p.place) = wanted
      order by p.block desc, said.place desc limit candidates
    ), found as materialized (
      select s.conversation_id as room, s.number as found_number
      from (
        select m.conversation_id, m.number
        from (select * from candidate c order by c.block desc, c.place desc offset 0) c
        cross join lateral (
          select k.conversation_id, k.number from search_message k
          where k.organization_id = organization and k.block = c.block and k.place = c.place offset 0
        ) m
        where everywhere or m.conversation_id in (select r.id from unnest(rooms) as r (id))
        limit 5000
      ) s
      union
      select s.conversation_id, s.number
      from unnest(rooms) as r (id)
      cross join lateral (
        select k.conversation_id, k.number from search_message k
        where k.conversation_id = r.id and not exists (select from asked a where not k.words && a.words)
        order by k.number desc limit 2000
      ) s
      where wanted > 0 and (one_by_one or (select count(*) from candidate) = candidates)
    ), wide_room as materialized (
      select r.id from unnest(rooms) as r (id) where wanted = 0
      union all
      (select v.id from conversation v
       where wanted = 0 and everywhere and v.organization_id = organization
       order by v.organization_id desc, v.id desc limit 500)
    ), hit as materialized (
      select f.room, f.found_number from found f
      union
      select s.conversation_id, s.number
      from wide_room r cross join unnest(holding) as h (category)
      cross join lateral (
        select i.conversation_id, i.number from shared_item i
        where i.conversation_id = r.id and i.category = h.category
        order by i.conversation_id desc, i.category desc, i.number desc limit 1000
      ) s
    )
    select m.id, coalesce(v.internal_of, v.id), c.id, c.kind, c.title, coalesce(m.beside, m.number), m.sender_id,
      p.full_name, m.text, m.created_at, v.internal_of is not null, m.attachments
    from hit h
    join message m on m.conversation_id = h.room and m.number = h.found_number
    join conversation v on v.id = m.conversation_id
    join service_case c on c.id = v.case_id
    left join member p on p.id = m.sender_id
    where m.deleted_at is null
      and (by_sender is null or m.sender_id = by_sender)
      and (of_kind is null or c.kind = of_kind)
      and (since is null or m.created_at >= since)
      and (until is null or m.created_at < until)
      and (holding is null or exists (
        select from shared_item i
        where i.conversation_id = m.conversation_id and i.number = m.number and i.category = any (holding)))
      and (before is null or m.id < before)
    -- Ids are time-ordered, and two messages of one millisecond have two of them.
    order by m.id desc
    limit at_most;
end $$;

create or replace function concerned(organization uuid, after xid8, up_to xid8, intimate integer)
  returns table (member_id uuid, is_guest boolean, type text, actor_id uuid, case_id uuid, conversation_id uuid,
                 message_conversation_id uuid, message_number bigint, detail text, revision bigint, at timestamptz)
  language sql stable as $$
  with newest as (
    select e.stream_id, max(e.seq) as seq from event e
    where e.organization_id = organization and e.transaction_id > after and e.transaction_id <= up_to
      and e.type = 'message.sent' and e.data ->> 'kind' <> 'system'
    group by e.stream_id
  ), spoken as (
    -- The newest words of each conversation; what the machine says is told as what it is.
    select e.stream_id, e.actor_id, e.at, (e.data ->> 'number')::bigint as number,
      coalesce(e.data -> 'mentions', '[]')::jsonb as mentions
    from newest n
    join event e on e.stream_id = n.stream_id and e.seq = n.seq
    where (select count(*) from (select from participant p where p.conversation_id = n.stream_id
                                 limit intimate + 1) few) <= intimate
  ), changed as (
    select h.actor_id, h.at, t.subject, t.to_value, t.internal, t.revision, c.id as case_id, c.customer_id,
      (h.data -> 'case' -> 'assignee' ->> 'id')::uuid as assignee_id, c.conversation_id
    from event h
    join timeline_entry t on t.case_id = (h.data -> 'case' ->> 'id')::uuid and t.revision = h.seq
    join service_case c on c.id = t.case_id
    where h.organization_id = organization and h.transaction_id > after and h.transaction_id <= up_to
      and h.type = 'case.changed' and h.stream_id = organization and t.subject in ('assignee', 'status', 'rating')
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
    and (c.internal_of is null or may_be_beside(p.member_id, c.case_id))
    -- Whoever is named in it is told of that.
    and not s.mentions ? p.member_id::text and wants_notice(p.member_id, 'message')
  union all
  select d.person, m.is_guest, d.type, d.actor_id, d.case_id, d.conversation_id, null, null, d.detail, d.revision, d.at
  from due d
  join member m on m.id = d.person
  where d.person is distinct from d.actor_id and wants_notice(d.person, d.type)
$$;

create or replace function mentioned(organization uuid, after xid8, up_to xid8)
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
    and (c.internal_of is null or may_be_beside(s.named, c.case_id))
$$;
