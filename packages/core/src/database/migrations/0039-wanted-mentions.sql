-- As before; and nobody is told of what they do not want to be told of.
create or replace function notify_mentions(organization uuid, at_most integer)
  returns table (member_id uuid, notification_id uuid, progressed boolean, more boolean) language plpgsql as $$
#variable_conflict use_column
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  consumer_window := consumer_window('mentions', organization, at_most);
  if consumer_window.up_to is not null then
    perform hold_cursor('mentions', organization);
    -- Another server may have come first.
    consumer_window := consumer_window('mentions', organization, at_most);
  end if;
  if consumer_window.up_to is not null then
    return query
      with said as (
        select e.actor_id, e.stream_id, e.at, (e.data ->> 'number')::bigint as number,
          json_array_elements_text(e.data -> 'mentions')::uuid as named
        from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type = 'message.sent' and e.data -> 'mentions' is not null
      ), told as (
        insert into notification (id, organization_id, member_id, type, actor_id, case_id, conversation_id,
                                  message_conversation_id, message_number, created_at)
        select gen_random_uuid(), organization, s.named, 'mention', s.actor_id, c.case_id,
          coalesce(c.internal_of, c.id), c.id, s.number, s.at
        from said s
        join conversation c on c.id = s.stream_id
        -- Nobody is told of what they said themselves.
        where s.named <> s.actor_id and wants_notice(s.named, 'mention')
        on conflict do nothing
        returning member_id, id
      )
      select t.member_id, t.id, null::boolean, null::boolean from told t;
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'mentions' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::uuid, consumer_window.up_to is not null, consumer_window.more;
end $$;
