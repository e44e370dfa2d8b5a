-- Reactions to the journal (docs/decisions/0005). A consumer reads the events of transactions that are
-- newer than its cursor and older than every transaction still running: whatever comes later is newer.
--
-- Beneath row-level security an index serves a condition only if nothing in it could leak a row: columns are
-- compared with plain variables and columns here, never with coalesce(…) or a sum.

-- The organizations, among those named, in which this consumer has something before it.
create function organizations_with_news(organizations text, consumer_name text)
  returns table (organization_id uuid) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select o.id
    from (
      select u.id, coalesce((select c.transaction_id from consumer_cursor c
                             where c.consumer = consumer_name and c.organization_id = u.id), '0'::xid8) as seen
      from unnest(relais_organizations()) as u (id)
      offset 0
    ) o
    -- The newest one is looked up, always by the index; `exists` would tempt the planner to read the table.
    where o.seen < (select e.transaction_id from event e where e.organization_id = o.id
                    order by e.organization_id desc, e.transaction_id desc limit 1);
end $$;

-- What lies before a consumer: the events with after < transaction_id <= up_to (null: none that may be
-- read yet), about at_most of them, always whole transactions. `more`: something lies beyond.
create function consumer_window(consumer_name text, organization uuid, at_most integer,
                                out after xid8, out up_to xid8, out more boolean)
  language plpgsql as $$
declare
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  after := coalesce((select c.transaction_id from consumer_cursor c
                     where c.consumer = consumer_name and c.organization_id = organization), '0'::xid8);
  up_to := (select w.transaction_id
            from (select e.transaction_id from event e
                  where e.organization_id = organization and e.transaction_id > after and e.transaction_id < horizon
                  order by e.organization_id, e.transaction_id limit at_most) w
            order by w.transaction_id desc limit 1);
  more := coalesce(up_to, after) < (select e.transaction_id from event e where e.organization_id = organization
                                   order by e.organization_id desc, e.transaction_id desc limit 1);
end $$;

-- Takes the cursor for the rest of the transaction; servers that consume the same organization take turns.
create function hold_cursor(consumer_name text, organization uuid) returns void language plpgsql as $$
begin
  perform from consumer_cursor c
    where c.consumer = consumer_name and c.organization_id = organization for update;
  if not found then
    insert into consumer_cursor (consumer, organization_id, transaction_id)
      values (consumer_name, organization, '0'::xid8) on conflict do nothing;
    perform from consumer_cursor c
      where c.consumer = consumer_name and c.organization_id = organization for update;
  end if;
end $$;

-- One run of the notification counter, effect and cursor in one transaction. Returns the counters that
-- changed, of those in `audience` (null: of everybody), and a last row without a member that says whether
-- anything was read and whether more waits.
--
-- The events only say where to look. A counter is brought from (read_number, last_number) to where its
-- participant and the messages stand now by counting what lies between: each message is counted once
-- and uncounted once, however many are unread, and a repetition changes nothing.
--
-- A message in a room of thousands would cost thousands of rows. Rooms with more participants than
-- `intimate` have no counters here; list_counters counts on demand.
create function count_notifications(organization uuid, at_most integer, intimate integer, audience uuid[])
  returns table (member_id uuid, conversation_id uuid, unread integer, last_number bigint,
                 sender_id uuid, text text, system text, created_at timestamptz, progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  consumer_window := consumer_window('notification_counter', organization, at_most);
  if consumer_window.up_to is null then
    return query select null::uuid, null::uuid, null::integer, null::bigint, null::uuid, null::text, null::text,
      null::timestamptz, false, consumer_window.more;
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
          and e.type in ('message.sent', 'receipt.advanced', 'participant.joined')
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
        m.sender_id, left(m.text, 140), m.system::text, m.created_at, null::boolean, null::boolean
      from counted c
      left join message m on m.conversation_id = c.conversation_id and m.number = c.newest
      where audience is null or c.member_id = any (audience);
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'notification_counter' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, null::integer, null::bigint, null::uuid, null::text, null::text,
    null::timestamptz, consumer_window.up_to is not null, consumer_window.more;
end $$;

-- What awaits one person, newest conversations first. In a room without counters it is counted now; nobody
-- reads a number beyond a thousand.
create function list_counters(organizations text, member uuid, at_most integer, intimate integer)
  returns table (conversation_id uuid, unread integer, last_number bigint,
                 sender_id uuid, text text, system text, created_at timestamptz)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id, c.unread, c.last_number, m.sender_id, left(m.text, 140), m.system::text, m.created_at
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
    left join message m on m.conversation_id = c.id and m.number = c.last_number;
end $$;
