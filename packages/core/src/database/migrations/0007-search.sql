-- Search (docs/decisions/0010). Words are found by comparing text, which an index serves beneath
-- row-level security; the operators of full text and trigram indexes could leak rows, and are not.

-- Which words stand in which message, as a reaction to the journal keeps it.
create table search_word (
  organization_id uuid not null references organization,
  word text collate "C" not null,
  conversation_id uuid not null,
  number bigint not null,
  primary key (organization_id, word, conversation_id, number)
);
create index search_word_of_message on search_word (conversation_id, number);

-- The vocabulary of an organization: where a beginning or a misspelt word leads.
create table search_term (
  organization_id uuid not null references organization,
  word text collate "C" not null,
  primary key (organization_id, word)
);

do $$
declare one text;
begin
  foreach one in array array['search_word', 'search_term'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one);
  end loop;
end $$;
grant select, insert, delete on search_word to relais_runtime;
grant select, insert, delete on search_term to relais_runtime;

-- The messages that one run of the index looks at, as they stand now, and the cursor moved past them in
-- the same transaction. A last row without a conversation says whether anything was read and whether more waits.
create function take_messages_to_index(organization uuid, at_most integer)
  returns table (conversation_id uuid, number bigint, text text, progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  perform hold_cursor('search_index', organization);
  consumer_window := consumer_window('search_index', organization, at_most);
  if consumer_window.up_to is not null then
    return query
      select m.conversation_id, m.number, case when m.deleted_at is null then m.text else '' end, null::boolean, null::boolean
      from (
        select distinct e.stream_id, (e.data ->> 'number')::bigint as number from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type in ('message.sent', 'message.edited', 'message.deleted')
      ) touched
      join message m on m.conversation_id = touched.stream_id and m.number = touched.number
      where m.kind = 'text';
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'search_index' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::bigint, null::text, consumer_window.up_to is not null, consumer_window.more;
end $$;

-- Puts the words of messages in the place of those that were known of them.
create function index_messages(
  organization uuid, conversations uuid[], numbers bigint[], w_word text[], w_conversation uuid[], w_number bigint[]
) returns void language plpgsql as $$
declare
  gone text[];
begin
  with deleted as (
    delete from search_word s using unnest(conversations, numbers) as u (conversation, number)
      where s.conversation_id = u.conversation and s.number = u.number returning s.word
  )
  select array_agg(distinct d.word) into gone from deleted d;
  insert into search_word (organization_id, word, conversation_id, number)
    select organization, w.word, w.conversation, w.number
    from unnest(w_word, w_conversation, w_number) as w (word, conversation, number) on conflict do nothing;
  insert into search_term (organization_id, word)
    select distinct organization, w.word from unnest(w_word) as w (word) on conflict do nothing;
  -- A word that was said once and taken back is not to be guessed at.
  delete from search_term t using unnest(gone) as g (word)
    where t.organization_id = organization and t.word = g.word and not exists (
      select from search_word s where s.organization_id = organization and s.word = g.word);
end $$;

-- The words of the vocabulary from each beginning up to its ending; a few for each.
create function search_terms(organization uuid, beginnings text[], endings text[], at_most integer)
  returns table (place integer, word text) language plpgsql as $$
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  return query
    select u.place::integer, t.word
    from unnest(beginnings, endings) with ordinality as u (beginning, ending, place)
    cross join lateral (
      select s.word from search_term s
      where s.organization_id = organization and s.word >= u.beginning and s.word < u.ending
      order by s.organization_id, s.word limit at_most
    ) t;
end $$;

-- Messages that hold a word of every place, newest first: of one conversation, of those in which `reader`
-- takes part (the newest 500), or, without either, of the whole organization.
create function search_messages(
  organization uuid, reader uuid, only_conversation uuid, words text[], places integer[], wanted integer,
  by_sender uuid, of_kind text, since timestamptz, before uuid, at_most integer
) returns table (
  id uuid, conversation_id uuid, case_id uuid, case_kind text, title text, number bigint, sender_id uuid, sender_name text,
  text text, created_at timestamptz
) language plpgsql as $$
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  return query
    with room as materialized (
      select only_conversation as id where only_conversation is not null
      union all
      (select p.conversation_id from participant p
       where only_conversation is null and p.member_id = reader
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
        where only_conversation is null and reader is null
          and sw.organization_id = organization and sw.word = w.word
        order by sw.conversation_id desc, sw.number desc limit 5000
      ) s
    ), hit as materialized (
      select f.room, f.found_number from found f
      group by f.room, f.found_number having count(distinct f.place) = wanted
    )
    select m.id, m.conversation_id, c.id, c.kind, c.title, m.number, m.sender_id, p.full_name, m.text, m.created_at
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
