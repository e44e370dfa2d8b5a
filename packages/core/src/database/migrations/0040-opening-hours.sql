-- By which clock an organization lives, and when it is open (docs/decisions/0035).

alter table organization add column time_zone text not null default 'Africa/Bamako';
grant update (time_zone) on organization to relais_runtime;

create table opening_hours (
  organization_id uuid primary key references organization,
  -- Spans by days of the week (Monday = 1), by the clock of its time zone. Null: it never closes.
  weekly json,
  -- Days on which it stays closed, whatever the week says.
  closed_days json not null
);
alter table opening_hours enable row level security;
alter table opening_hours force row level security;
create policy maintenance on opening_hours to current_user using (true) with check (true);
create policy own_organization on opening_hours to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on opening_hours as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update on opening_hours to relais_runtime;
