-- When somebody of the other side first read a message of a claim, by the journal: at their receipt, or at their next
-- words where those came first.
create function first_read_at(conversation uuid, sent_at_seq bigint, wanted bigint, customer uuid, by_customer boolean)
  returns timestamptz language sql stable parallel safe as $$
  select min(least(r.at, w.at))
  from participant p
  left join lateral (
    select e.at from event e
    where e.stream_id = conversation and e.actor_id = p.member_id and e.type = 'receipt.advanced' and e.seq > sent_at_seq
      and (e.data ->> 'read')::bigint >= wanted
    order by e.stream_id, e.actor_id, e.seq limit 1
  ) r on true
  left join lateral (
    select m.created_at as at from message m
    where m.conversation_id = conversation and m.number > wanted and m.sender_id = p.member_id
    order by m.number limit 1
  ) w on true
  where p.conversation_id = conversation and p.read_number >= wanted and (p.member_id = customer) = by_customer
$$;

create or replace view claims.chat_messages with (security_invoker = true) as
  select m.id, coalesce(v.internal_of, v.id) as conversation_id,
    case when m.kind = 'system' or m.sender_id is null then 'system'
      when s.role = 'customer' then 'customer' else 'staff' end as sender_type,
    case when m.kind <> 'system' then m.sender_id end as sender_id,
    case when m.kind <> 'system' then s.full_name end as sender_name,
    case
      when m.deleted_at is not null then 'text'
      when m.kind = 'system' and m.system ->> 'name' = 'status' then 'status_update'
      when m.kind = 'system' then 'system'
      when coalesce(json_array_length(m.attachments), 0) = 0 then 'text'
      when (select bool_and(f ->> 'type' like 'image/%') from json_array_elements(m.attachments) f) then 'image'
      else 'file'
    end as message_type,
    m.text as content, coalesce(m.attachments::jsonb, '[]') as attachments,
    m.sender_id is not distinct from k.customer_id or (v.internal_of is null and c.read_number >= m.number) is true
      as read_by_customer,
    (m.sender_id <> k.customer_id and m.kind <> 'system') is true or t.read_number >= m.number as read_by_staff,
    first_read_at(v.id, m.seq, m.number, k.customer_id, m.sender_id is distinct from k.customer_id) as read_at,
    v.internal_of is not null as is_internal, m.client_id, m.number, m.beside, m.created_at
  from message m
  join conversation v on v.id = m.conversation_id
  join service_case k on k.id = v.case_id and k.kind = 'claim'
  left join member s on s.id = m.sender_id
  left join participant c on c.conversation_id = v.id and c.member_id = k.customer_id
  left join lateral (select p.read_number, p.read_at from participant p
                     where p.conversation_id = v.id and p.member_id <> k.customer_id
                     order by p.read_number desc, p.read_at limit 1) t on true;
