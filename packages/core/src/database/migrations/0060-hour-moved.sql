-- Whoever has to be somewhere at an hour is told when that becomes another one, on their devices too.

create or replace function concerned(organization uuid, after xid8, up_to xid8, intimate integer)
  returns table (member_id uuid, is_guest boolean, type text, actor_id uuid, case_id uuid, conversation_id uuid,
                 message_conversation_id uuid, message_number bigint, detail text, revision bigint, at timestamptz)
  language sql stable as $$
  with newest as (
    select e.stream_id, max(e.seq) as seq from event e
    where e.organization_id = organization and e.transaction_id > after and e.transaction_id <= up_to
      and e.type = 'message.sent'
      and (e.data ->> 'kind' <> 'system' or e.data #>> '{system,name}' = 'hour')
    group by e.stream_id
  ), spoken as (
    -- The newest words of each conversation; what the machine says is told as what it is. That something takes place at
    -- another hour is nothing else: it is told as said by whoever moved it.
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
