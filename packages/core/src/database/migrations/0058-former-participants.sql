-- Whoever no longer does the work of a case takes part in its conversations no more. Their place is kept apart: what they
-- wrote stands under their name, and whoever comes back goes on where they were. No statement that goes by participants has
-- to leave anybody out.

create table former_participant (
  conversation_id uuid not null references conversation,
  member_id uuid not null references member,
  organization_id uuid not null references organization,
  left_seq bigint not null,
  delivered_number bigint not null,
  read_number bigint not null,
  delivered_at timestamptz,
  read_at timestamptz,
  primary key (conversation_id, member_id)
);
comment on column former_participant.left_seq is 'Position of participant.left: the order of leaving.';

alter table former_participant enable row level security;
alter table former_participant force row level security;
create policy maintenance on former_participant to current_user using (true) with check (true);
create policy own_organization on former_participant to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on former_participant as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null
    or conversation_id = any ((select relais_guest_conversations())::uuid[]))
  with check ((select relais_guest_conversations()) is null);
create policy guest_delete on former_participant as restrictive for delete to relais_runtime
  using ((select relais_guest_conversations()) is null);
grant select, insert, delete on former_participant to relais_runtime;

create policy guest_delete on participant as restrictive for delete to relais_runtime
  using ((select relais_guest_conversations()) is null);
grant delete on participant to relais_runtime;

-- A guest sees by name whoever wrote to them.
drop policy guest on member;
create policy guest on member as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null or id in (
    select p.member_id from participant p union all select f.member_id from former_participant f))
  with check ((select relais_guest_conversations()) is null or id in (
    select p.member_id from participant p union all select f.member_id from former_participant f));

-- Another role, or an older version of this program, may have left them places that are theirs no more: looked at, and
-- settled, by the server.
alter table member add column unsettled boolean not null default false;
create index member_unsettled on member (organization_id) where unsettled;
update member m set unsettled = true
  where not m.is_guest and (m.role <> 'customer' or exists (
    select from audit_entry a where a.subject_id = m.id::text and a.action = 'account.role_changed'));

-- Whether the roles that do the work of a kind are this person's; declared in the program, as in `may_be_beside`.
create function does_such_work(member uuid, kind text) returns boolean language sql stable as $$
  select exists (
    select from member m
    where m.id = $1 and $2 || ':' || m.role = any (string_to_array(current_setting('relais.workers', true), ',')))
$$;

-- Takes a person out of these conversations and of those beside them, where they take part: their place goes, the journals say
-- it, and what waited to tell them of it is told no more. Returns the entries.
create function leave_conversations(person uuid, conversations uuid[], of_organization uuid, by_actor uuid, moment timestamptz,
                                    told json)
  returns table (stream_id uuid, seq bigint) language sql as $$
  with gone as (
    delete from participant p using conversation c
    where p.member_id = person and p.conversation_id = c.id
      and (c.id = any (conversations) or c.internal_of = any (conversations))
    returning p.*
  ), entry as (
    insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
    select g.conversation_id,
      coalesce((select max(e.seq) from event e where e.stream_id = g.conversation_id), 0) + 1,
      of_organization, 'participant.left', by_actor, moment, told
    from gone g
    returning stream_id, seq
  ), kept as (
    insert into former_participant (conversation_id, member_id, organization_id, left_seq, delivered_number, read_number,
                                    delivered_at, read_at)
    select g.conversation_id, g.member_id, g.organization_id, e.seq, g.delivered_number, g.read_number, g.delivered_at, g.read_at
    from gone g join entry e on e.stream_id = g.conversation_id
  ), unwritten as (
    delete from draft d using gone g where d.member_id = person and d.conversation_id = g.conversation_id
  ), untold as (
    delete from notification n using gone g where n.member_id = person and n.message_conversation_id = g.conversation_id
  ), unsent as (
    delete from push_delivery d using gone g where d.member_id = person and d.message_conversation_id = g.conversation_id
  )
  select e.stream_id, e.seq from entry e
$$;

-- As before, and of whoever left.
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
      with touched as materialized (
        select distinct e.stream_id as id,
          case when e.type = 'participant.left' then (e.data -> 'person' ->> 'id')::uuid end as left_by from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type in ('message.sent', 'message.edited', 'message.deleted', 'receipt.advanced', 'participant.joined',
                         'participant.left')
      ), room as materialized (
        select t.id, coalesce((select m.number from message m where m.conversation_id = t.id
                               order by m.number desc limit 1), 0) as newest
        from (select distinct t.id from touched t) t
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
      where (audience is null or c.member_id = any (audience)) and (v.internal_of is null or c.newest > 0)
      union all
      -- Nothing awaits whoever takes part no more.
      select t.left_by, t.id, 0, 0::bigint, null::uuid, null::text, null::text, null::timestamptz, null::boolean,
        v.internal_of, null::boolean, null::boolean
      from touched t
      join conversation v on v.id = t.id
      where (audience is null or t.left_by = any (audience)) and not exists (
        select from participant p where p.conversation_id = t.id and p.member_id = t.left_by)
        and t.left_by is not null and (v.internal_of is null or may_be_beside(t.left_by, v.case_id));
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'notification_counter' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, null::integer, null::bigint, null::uuid, null::text, null::text,
    null::timestamptz, null::boolean, null::uuid, consumer_window.up_to is not null, consumer_window.more;
end $$;

-- As before, but whoever was given another role is told nothing of the work that still stands in their name.
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
    select h.actor_id, h.at, t.subject, t.to_value, t.internal, t.revision, c.id as case_id, c.kind, c.customer_id,
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
    where c.subject = 'status' and does_such_work(c.assignee_id, c.kind) and not exists (
      select from changed g where g.subject = 'assignee' and g.revision = c.revision)
    union all
    select c.customer_id, 'status', c.to_value, c.* from changed c where c.subject = 'status' and not c.internal
    union all
    select c.assignee_id, 'rating', c.to_value, c.* from changed c
    where c.subject = 'rating' and does_such_work(c.assignee_id, c.kind)
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
