-- Targets of an organization, and the clocks of its cases (docs/decisions/0035).

create table target (
  organization_id uuid not null references organization,
  kind text not null,
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  -- Minutes of opening hours; null: no such target.
  answer_minutes integer check (answer_minutes between 1 and 525600),
  resolution_minutes integer check (resolution_minutes between 1 and 525600),
  primary key (organization_id, kind, priority)
);

-- What a case was promised by the targets and the hours of its time. Narrow, beside a case with many indexes.
create table case_target (
  case_id uuid not null references service_case,
  target text not null check (target in ('answer', 'resolution')),
  organization_id uuid not null references organization,
  minutes integer not null,
  -- Null while it stands still.
  due_at timestamptz,
  -- From then on little is left.
  warn_at timestamptz,
  -- What was left when it came to stand still.
  left_ms bigint,
  paused boolean not null default false,
  -- Null: not judged yet. Once judged it stays so.
  met boolean,
  judged_at timestamptz,
  -- Answered, resolved, or of no more interest.
  done boolean not null default false,
  -- Of those of its case that are not done, the one whose time comes first.
  leads boolean not null default false,
  primary key (case_id, target),
  check (due_at is not null or paused),
  check ((met is null) = (judged_at is null))
);
-- In the order of views, and what the keeper looks for.
create index case_target_due on case_target (organization_id, due_at, case_id)
  where leads and not paused and met is null;
create index case_target_overdue on case_target (organization_id, due_at, case_id)
  where leads and not paused and met is not null;
create index case_target_running on case_target (organization_id, due_at) where not done and not paused and met is null;
create index case_target_judged on case_target (organization_id, judged_at) where met is not null;

do $$
declare one text;
begin
  foreach one in array array['target', 'case_target'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one);
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null)
         with check ((select relais_guest_conversations()) is null)', one);
  end loop;
end $$;
grant select, insert, delete on target to relais_runtime;
grant select, insert, update on case_target to relais_runtime;
