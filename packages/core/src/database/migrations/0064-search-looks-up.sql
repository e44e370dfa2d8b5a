-- What a search found is looked up message by message. Left to the planner, the order of the answer led it through all messages
-- from the newest on, each compared with all that was found: seconds, where an organization has written a million.
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
    cross join lateral (
      select s.* from message s where s.conversation_id = h.room and s.number = h.found_number offset 0
    ) m
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
