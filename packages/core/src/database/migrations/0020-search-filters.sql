-- Filters of the search (docs/protocol, N14.8).

-- As before, with a last day, and what a message must hold. Without words: whatever holds it.
create index conversation_of_organization on conversation (organization_id, id);
drop function search_messages;
create function search_messages(
  organization uuid, reader uuid, only_conversations uuid[], words text[], places integer[], wanted integer,
  by_sender uuid, of_kind text, since timestamptz, until timestamptz, holding text[], before uuid, at_most integer
) returns table (
  id uuid, conversation_id uuid, case_id uuid, case_kind text, title text, number bigint, sender_id uuid, sender_name text,
  text text, created_at timestamptz, internal boolean, attachments json
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
    ), wide_room as materialized (
      select r.id from room r where wanted = 0
      union all
      (select v.id from conversation v
       where wanted = 0 and only_conversations is null and reader is null and v.organization_id = organization
       order by v.organization_id desc, v.id desc limit 500)
    ), hit as materialized (
      select f.room, f.found_number from found f
      group by f.room, f.found_number having count(distinct f.place) = wanted
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
