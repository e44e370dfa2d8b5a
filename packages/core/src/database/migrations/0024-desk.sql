-- The desk (docs/decisions/0023): lists of open cases in the order of what happened last, and cases put off.

alter table service_case
  -- Position in the organization's journal of the last thing that happened to it, a message included.
  add column desk_position bigint not null default 0,
  -- Its status ends it. Kept beside the status, because only the kind's declaration knows.
  add column ended boolean not null default false,
  -- The last word is the customer's.
  add column awaits_answer boolean not null default false,
  -- Put off: until then, and in any case until its customer writes.
  add column snoozed boolean not null default false,
  add column snoozed_until timestamptz,
  add column snoozed_by uuid references member,
  -- It came back from that, and nobody has looked yet.
  add column woken boolean not null default false,
  add check (snoozed or snoozed_until is null);
update service_case set desk_position = revision, ended = (kind, status) in (
  ('appointment', 'completed'), ('appointment', 'cancelled'), ('appointment', 'no_show'),
  ('claim', 'completed'), ('claim', 'rejected'), ('claim', 'cancelled'), ('contact', 'archived'), ('talk', 'archived'),
  ('delivery', 'delivered'), ('delivery', 'failed'), ('delivery', 'cancelled'),
  ('request', 'completed'), ('request', 'cancelled'), ('ticket', 'closed'), ('ticket', 'cancelled'));

-- One for each view, in its order: a page is read from where it begins, whatever the table holds.
create index service_case_desk on service_case (organization_id, desk_position desc, id desc)
  where not ended and not snoozed;
create index service_case_desk_mine on service_case (assignee_id, desk_position desc, id desc)
  where not ended and not snoozed;
create index service_case_desk_unassigned on service_case (organization_id, desk_position desc, id desc)
  where not ended and not snoozed and assignee_id is null;
create index service_case_desk_snoozed on service_case (organization_id, desk_position desc, id desc)
  where not ended and snoozed;
create index service_case_desk_ended on service_case (organization_id, desk_position desc, id desc) where ended;
-- What happened since, in whatever view.
create index service_case_desk_news on service_case (organization_id, desk_position);
create index service_case_snoozed_until on service_case (organization_id, snoozed_until) where snoozed;

-- What a person keeps of the ways to look at the desk.
create table desk_saved_views (
  member_id uuid primary key references member,
  organization_id uuid not null references organization,
  views json not null
);
alter table desk_saved_views enable row level security;
alter table desk_saved_views force row level security;
create policy maintenance on desk_saved_views to current_user using (true) with check (true);
create policy own_organization on desk_saved_views to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on desk_saved_views as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update on desk_saved_views to relais_runtime;

-- The cases that were spoken of before this consumer, and the cursor moved past it in the same transaction.
-- `by_customer`: the last word with the customer is theirs (null: nobody spoke there). `heard`: they spoke at all.
-- A last row without a case says whether anything was read and whether more waits.
create function take_desk_activity(organization uuid, at_most integer)
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
        (array_agg(s.actor_id = k.customer_id order by s.seq desc) filter (where c.internal_of is null))[1],
        coalesce(bool_or(s.actor_id = k.customer_id) filter (where c.internal_of is null), false),
        null::boolean, null::boolean
      from (
        select e.stream_id, e.actor_id, e.seq from event e
        where e.organization_id = organization
          and e.transaction_id > consumer_window.after and e.transaction_id <= consumer_window.up_to
          and e.type = 'message.sent' and e.data ->> 'kind' <> 'system'
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

-- Puts these cases at a position of the desk; what their customers said wakes those that were put off.
create function stir_cases(at_position bigint, cases uuid[], by_customer boolean[], heard boolean[])
  returns void language sql as $$
  update service_case c set
    desk_position = at_position,
    awaits_answer = coalesce(u.by_customer, c.awaits_answer),
    woken = c.woken or (c.snoozed and u.heard),
    snoozed = c.snoozed and not u.heard,
    snoozed_until = case when not u.heard then c.snoozed_until end,
    snoozed_by = case when not u.heard then c.snoozed_by end
  from unnest(cases, by_customer, heard) as u (id, by_customer, heard)
  where c.id = u.id
$$;
