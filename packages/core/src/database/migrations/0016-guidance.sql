-- Guidance: one person leads another through numbered steps (docs/protocol, 21). The instructions are
-- messages; a session and its steps are rows of their own, held while they change.

alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check
  check (kind in ('text', 'system', 'position', 'instruction', 'proof'));

create table guidance_session (
  id uuid primary key,
  organization_id uuid not null references organization,
  conversation_id uuid not null references conversation,
  number integer not null check (number > 0),
  guide_id uuid not null references member,
  guided_id uuid not null references member,
  started_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('solved', 'stopped', 'left', 'closed')),
  ended_by uuid references member,
  unique (conversation_id, number),
  check (guide_id <> guided_id),
  check ((ended_at is null) = (ended_because is null))
);
-- One at a time, however many begin at once.
create unique index guidance_session_active on guidance_session (conversation_id) where ended_at is null;
create index guidance_session_of_organization on guidance_session (organization_id, started_at);

create table guidance_step (
  id uuid primary key,
  organization_id uuid not null references organization,
  session_id uuid not null references guidance_session,
  conversation_id uuid not null references conversation,
  -- Goes on over the sessions of the conversation and never repeats.
  number integer not null check (number > 0),
  -- The message that gave it; its words stand there.
  message_number bigint not null,
  instructed_by uuid not null references member,
  instructed_at timestamptz not null,
  result text check (result in ('done', 'failed', 'help')),
  answered_at timestamptz,
  closed_at timestamptz,
  -- The message that says the answer.
  answer_number bigint,
  unique (conversation_id, number),
  unique (conversation_id, message_number),
  check ((result is null) = (answered_at is null)),
  check (result is null or result = 'help' or closed_at is not null)
);
-- The next step comes only when this one is closed.
create unique index guidance_step_open on guidance_step (session_id) where closed_at is null;
create index guidance_step_of_session on guidance_step (session_id, number);

-- Messages that prove how a step went.
create table guidance_proof (
  conversation_id uuid not null references conversation,
  message_number bigint not null,
  organization_id uuid not null references organization,
  step_id uuid not null references guidance_step,
  primary key (conversation_id, message_number)
);
create index guidance_proof_of_step on guidance_proof (step_id);

do $$
declare name text;
begin
  foreach name in array array['guidance_session', 'guidance_step', 'guidance_proof']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', name);
    -- A guest sees the steps of their conversation, answers and proves; what is to be done is never theirs to say.
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null
                or conversation_id = any ((select relais_guest_conversations())::uuid[]))
         with check ((select relais_guest_conversations()) is null
                     or conversation_id = any ((select relais_guest_conversations())::uuid[]))', name);
  end loop;
  foreach name in array array['guidance_session', 'guidance_step']
  loop
    execute format(
      'create policy guest_insert on %I as restrictive for insert to relais_runtime
         with check ((select relais_guest_conversations()) is null)', name);
  end loop;
end $$;

-- A record is not rewritten: only what is still open may change, and no row is ever deleted.
grant select, insert on guidance_session, guidance_step, guidance_proof to relais_runtime;
grant update (ended_at, ended_because, ended_by) on guidance_session to relais_runtime;
grant update (result, answered_at, closed_at, answer_number) on guidance_step to relais_runtime;

-- The person guided in each of these conversations, where a guidance is under way.
create function guided_people(organizations text, conversations uuid[])
  returns table (conversation_id uuid, guided_id uuid) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select s.conversation_id, s.guided_id from guidance_session s
    where s.conversation_id = any (conversations) and s.ended_at is null;
end $$;

-- As before, and whether a guidance is under way: then a message is no plain one. A position and this
-- answer were true together, and the primary key of the journal refuses what is numbered after an older one.
drop function conversation_heads;
create function conversation_heads(organizations text, conversations uuid[])
  returns table (conversation_id uuid, seq bigint, number bigint, guided boolean) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id,
      coalesce((select e.seq from event e where e.stream_id = c.id order by e.seq desc limit 1), 0),
      coalesce((select m.number from message m where m.conversation_id = c.id order by m.number desc limit 1), 0),
      exists (select from guidance_session s where s.conversation_id = c.id and s.ended_at is null)
    from unnest(conversations) as c (id);
end $$;

-- As before; instructions are found like what people write, and what was added to an answer too.
create or replace function take_messages_to_index(organization uuid, at_most integer)
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
      where m.kind in ('text', 'instruction')
        or (m.kind = 'system' and m.system ->> 'name' = 'guidance' and m.system ->> 'words' is not null);
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'search_index' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::bigint, null::text, consumer_window.up_to is not null, consumer_window.more;
end $$;
