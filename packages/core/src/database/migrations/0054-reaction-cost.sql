-- What reactions cost where many write (docs/decisions/0041). Both looked each message up with its conversation, case or
-- participants; now each conversation once.

-- Whom what concerns that happened to their own cases in a window of the journal (docs/protocol, N28.1 and N28.2);
-- guests as well. Every way of telling people asks here.
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
    -- Whoever is named in it is told of that.
    and not s.mentions ? p.member_id::text and wants_notice(p.member_id, 'message')
  union all
  select d.person, m.is_guest, d.type, d.actor_id, d.case_id, d.conversation_id, null, null, d.detail, d.revision, d.at
  from due d
  join member m on m.id = d.person
  where d.person is distinct from d.actor_id and wants_notice(d.person, d.type)
$$;

-- What was said in a window of the journal, by case: whether the customer said the last words, and any at all.
create or replace function take_desk_activity(organization uuid, at_most integer)
  returns table (case_id uuid, by_customer boolean, heard boolean, progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
begin
  perform hold_cursor('desk_activity', organization);
  consumer_window := consumer_window('desk_activity', organization, at_most);
  if consumer_window.up_to is not null then
    return query
      select c.case_id,
        (array_agg(s.last_actor = k.customer_id order by s.last_seq desc) filter (where c.internal_of is null))[1],
        coalesce(bool_or(k.customer_id = any (s.actors)) filter (where c.internal_of is null), false),
        null::boolean, null::boolean
      from (
        select e.stream_id, max(e.seq) as last_seq, array_agg(distinct e.actor_id) as actors,
          (array_agg(e.actor_id order by e.seq desc))[1] as last_actor
        from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type = 'message.sent' and e.data ->> 'kind' <> 'system'
        group by e.stream_id
      ) s
      join conversation c on c.id = s.stream_id
      join service_case k on k.id = c.case_id
      group by c.case_id;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'desk_activity' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::boolean, null::boolean,
    consumer_window.up_to is not null, consumer_window.more;
end $$;
