-- A guidance stands in the timeline of its case (docs/protocol, N26.7).
alter table timeline_entry
  -- Whose conversation it is of, and so who is told; null: everybody of the case.
  add column conversation_id uuid references conversation,
  -- Who led whom, and, once it has ended, how it went.
  add column guidance jsonb,
  drop constraint timeline_entry_subject_check,
  add constraint timeline_entry_subject_check
    check (subject in ('opened', 'status', 'assignee', 'priority', 'tags', 'field', 'note', 'rating', 'guidance')),
  add constraint timeline_entry_guidance_check
    check ((subject = 'guidance') = (guidance is not null) and (guidance is null or conversation_id is not null));
-- A guest has one conversation, and reads what is told there.
create policy guest_conversation on timeline_entry as restrictive for select to relais_runtime
  using ((select relais_guest_conversations()) is null or conversation_id is null
         or conversation_id = any ((select relais_guest_conversations())::uuid[]));

-- Nothing of long ago is told as new.
insert into consumer_cursor (consumer, organization_id, transaction_id)
  select 'guidance_record', o.id, coalesce((select e.transaction_id from event e where e.organization_id = o.id
                                            order by e.organization_id desc, e.transaction_id desc limit 1), '0'::xid8)
  from organization o
  on conflict do nothing;

-- The guidances that began or ended and are not in a timeline yet, in their order, and a last row without a
-- conversation that says whether anything was read, and whether more waits. The cursor is moved past them, and held
-- until the end of the transaction that writes them down.
create function take_guidance_news(organization uuid, at_most integer)
  returns table (conversation_id uuid, case_id uuid, session_id uuid, ended boolean, actor_id uuid, at timestamptz,
                 progressed boolean, more boolean) language plpgsql as $$
declare
  consumer_window record;
begin
  perform hold_cursor('guidance_record', organization);
  consumer_window := consumer_window('guidance_record', organization, at_most);
  if consumer_window.up_to is not null then
    return query
      select c.id, c.case_id, coalesce(e.data ->> 'session_id', e.data -> 'session' ->> 'id')::uuid,
        e.type = 'guidance.ended', e.actor_id, e.at, null::boolean, null::boolean
      from event e join conversation c on c.id = e.stream_id
      where e.organization_id = organization
        and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
        and e.type in ('guidance.started', 'guidance.ended')
      order by e.transaction_id, e.stream_id, e.seq;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'guidance_record' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, null::uuid, null::boolean, null::uuid, null::timestamptz,
    consumer_window.up_to is not null, consumer_window.more;
end $$;
