-- The search index by blocks of messages (docs/decisions/0021). A row a word and message cost more than the
-- message: now a word has one row a block, which holds the places of the messages that say it, and a message
-- has one row, which says where its place is. The vocabulary is what the postings begin with.

drop function take_messages_to_index;
drop function index_messages;
drop function search_terms;
drop function search_messages;
drop table search_word;
drop table search_term;
-- The new index begins at the beginning of the journal, behind those who write.
delete from consumer_cursor where consumer = 'search_index';

-- A message that can be found: its words, and its place in a block of messages of its organization. Blocks
-- and places follow the order of the journal.
create table search_message (
  conversation_id uuid not null,
  number bigint not null,
  organization_id uuid not null,
  block integer not null,
  place smallint not null,
  words text[] collate "C" not null,
  primary key (conversation_id, number)
);
create unique index search_message_place on search_message (organization_id, block, place);

-- Which messages of a block hold a word.
create table search_posting (
  organization_id uuid not null,
  word text collate "C" not null,
  block integer not null,
  places smallint[] not null,
  primary key (organization_id, word, block)
);

do $$
declare one text;
begin
  foreach one in array array['search_message', 'search_posting'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one);
    -- No search is a guest's.
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null)
         with check ((select relais_guest_conversations()) is null)', one);
  end loop;
end $$;
grant select, insert, update, delete on search_message, search_posting to relais_runtime;

-- The messages that one run of the index looks at, as they stand now and as the index knows them, and the
-- cursor moved past them in the same transaction. A last row without a conversation says whether anything
-- was read, whether more waits, and the newest place of the index.
create function take_messages_to_index(organization uuid, at_most integer)
  returns table (conversation_id uuid, number bigint, text text, block integer, place smallint, words text[],
                 progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
  newest record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  perform hold_cursor('search_index', organization);
  consumer_window := consumer_window('search_index', organization, at_most);
  if consumer_window.up_to is not null then
    return query
      select m.conversation_id, m.number, case when m.deleted_at is null then m.text else '' end,
        s.block, s.place, s.words, null::boolean, null::boolean
      from (
        select distinct e.stream_id, (e.data ->> 'number')::bigint as number from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type in ('message.sent', 'message.edited', 'message.deleted')
      ) touched
      join message m on m.conversation_id = touched.stream_id and m.number = touched.number
      left join search_message s on s.conversation_id = touched.stream_id and s.number = touched.number
      where m.kind in ('text', 'instruction')
        or (m.kind = 'system' and m.system ->> 'name' = 'guidance' and m.system ->> 'words' is not null)
      -- Ids are time-ordered.
      order by m.id;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'search_index' and c.organization_id = organization;
  end if;
  select s.block, s.place into newest from search_message s
    where s.organization_id = organization
    order by s.organization_id desc, s.block desc, s.place desc limit 1;
  return query select null::uuid, null::bigint, null::text, newest.block, newest.place, null::text[],
    consumer_window.up_to is not null, consumer_window.more;
end $$;

-- Writes what a run found: messages with their words (of each the words in one text, a space between two),
-- messages that can no longer be found, and by word and block the places that say it and that no longer do.
create function index_messages(
  organization uuid, m_conversation uuid[], m_number bigint[], m_block integer[], m_place smallint[], m_words text[],
  g_conversation uuid[], g_number bigint[],
  a_word text[], a_block integer[], a_places text[], r_word text[], r_block integer[], r_places text[]
) returns void language plpgsql as $$
begin
  if cardinality(g_conversation) > 0 then
    delete from search_message s using unnest(g_conversation, g_number) as g (conversation, number)
      where s.conversation_id = g.conversation and s.number = g.number;
  end if;
  if cardinality(m_conversation) > 0 then
    insert into search_message (conversation_id, number, organization_id, block, place, words)
      select m.conversation, m.number, organization, m.block, m.place, string_to_array(m.words, ' ')
      from unnest(m_conversation, m_number, m_block, m_place, m_words) as m (conversation, number, block, place, words)
      on conflict on constraint search_message_pkey do update set words = excluded.words;
  end if;
  if cardinality(r_word) > 0 then
    update search_posting p
      set places = array(select one from unnest(p.places) one where one <> all (r.places::smallint[]))
      from unnest(r_word, r_block, r_places) as r (word, block, places)
      where p.organization_id = organization and p.word = r.word and p.block = r.block;
    delete from search_posting p using unnest(r_word, r_block) as r (word, block)
      where p.organization_id = organization and p.word = r.word and p.block = r.block and p.places = '{}';
  end if;
  if cardinality(a_word) > 0 then
    insert into search_posting as known (organization_id, word, block, places)
      select organization, a.word, a.block, a.places::smallint[]
      from unnest(a_word, a_block, a_places) as a (word, block, places)
      on conflict on constraint search_posting_pkey do update set places = known.places || excluded.places;
  end if;
end $$;

-- The words of the vocabulary from each beginning up to its ending; a few for each. From one word the index
-- leads to the next, over all blocks of the first.
create function search_terms(organization uuid, beginnings text[], endings text[], at_most integer)
  returns table (place integer, word text) language plpgsql as $$
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  return query
    select u.place::integer, t.word
    from unnest(beginnings, endings) with ordinality as u (beginning, ending, place)
    cross join lateral (
      with recursive known (word) as (
        (select p.word from search_posting p
         where p.organization_id = organization and p.word >= u.beginning and p.word < u.ending
         order by p.organization_id, p.word limit 1)
        union all
        select (select p.word from search_posting p
                where p.organization_id = organization and p.word > k.word and p.word < u.ending
                order by p.organization_id, p.word limit 1)
        from known k where k.word is not null
      )
      select k.word from known k where k.word is not null limit at_most
    ) t;
end $$;

-- Messages that hold a word of every place, newest first: of some conversations, of those in which `reader`
-- takes part (the newest 500), or, without either, of the whole organization. Without words, whatever holds
-- one of `holding`.
--
-- Conversations with no more than `few` messages together are read one by one, so a customer's search costs
-- what the customer wrote, however much others did. Else the postings say which messages of the organization
-- hold the words, the newest `candidates` of them, and the conversation of each is looked up. Only when
-- those were not all are the messages of the conversations read one by one after all.
create function search_messages(
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
    rooms := array(select p.conversation_id from participant p where p.member_id = reader
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
