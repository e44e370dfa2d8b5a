-- As before. Most messages hold words alone, which their events say: they are not looked up.
create or replace function take_messages_to_share(organization uuid, at_most integer)
  returns table (conversation_id uuid, number bigint, text text, attachments json, preview json,
                 created_at timestamptz, progressed boolean, more boolean)
  language plpgsql as $$
declare
  consumer_window record;
begin
  perform set_config('relais.organizations', '{' || organization || '}', true);
  perform hold_cursor('shared_items', organization);
  consumer_window := consumer_window('shared_items', organization, at_most);
  if consumer_window.up_to is not null then
    return query
      select m.conversation_id, m.number, case when m.deleted_at is null then m.text else '' end, m.attachments, m.preview,
        m.created_at, null::boolean, null::boolean
      from (
        select e.stream_id, (e.data ->> 'number')::bigint as number, bool_or(e.type <> 'message.sent') as changed
        from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and (e.type in ('message.edited', 'message.deleted') or e.type = 'message.sent'
            and (strpos(e.data::text, '://') > 0 or strpos(e.data::text, '"attachments"') > 0))
        group by 1, 2
      ) touched
      join message m on m.conversation_id = touched.stream_id and m.number = touched.number
      where m.kind = 'text' and (touched.changed or m.attachments is not null or strpos(m.text, '://') > 0);
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'shared_items' and c.organization_id = organization;
  end if;
  return query select null::uuid, null::bigint, null::text, null::json, null::json, null::timestamptz,
    consumer_window.up_to is not null, consumer_window.more;
end $$;
