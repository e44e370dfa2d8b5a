-- A case may have a room for each of its people with whoever does the work (docs/decisions/0017): one a pair.
drop index conversation_of_case;
create unique index conversation_of_case on conversation (case_id, with_id, worker_id) nulls not distinct
  where internal_of is null;

-- As before, and of which kind the case is: its declaration says who may read and write besides.
drop function conversation_rosters;
create function conversation_rosters(organizations text, conversations uuid[])
  returns table (conversation_id uuid, organization_id uuid, case_id uuid, case_kind text, closed boolean,
                 internal_of uuid, internal_id uuid, member_id uuid, full_name text, role text)
  language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select c.id, c.organization_id, c.case_id, k.kind, c.closed_at is not null, c.internal_of, i.id, p.member_id,
      m.full_name, m.role
    from conversation c
    join service_case k on k.id = c.case_id
    left join conversation i on i.internal_of = c.id
    left join participant p on p.conversation_id = c.id
    left join member m on m.id = p.member_id
    where c.id = any (conversations)
    order by c.id, p.joined_at, p.member_id;
end $$;

-- A guest reads what everybody may know of their own case, and nothing else of this (0015).
do $$
declare one record;
begin
  for one in select * from (values
    ('timeline_entry', 'not internal and case_id in (select c.case_id from conversation c)'),
    ('case_numbering', 'false'), ('department', 'false'), ('category', 'false'), ('equipment', 'false'),
    ('warranty', 'false'), ('workplace', 'false')
  ) as t (name, condition)
  loop
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null or (%s))
         with check ((select relais_guest_conversations()) is null)', one.name, one.condition);
  end loop;
end $$;
