-- Bytes that are put away for a row that is not written yet, or whose row is gone: pictures of procedures, logos.
-- Uploads have a row of their own before their first byte.

create table loose_file (
  id uuid primary key,
  organization_id uuid not null references organization,
  since timestamptz not null,
  -- No row may come to keep it any more.
  erasing boolean not null default false
);
create index loose_file_of_organization on loose_file (organization_id, since);

alter table loose_file enable row level security;
alter table loose_file force row level security;
create policy maintenance on loose_file to current_user using (true) with check (true);
create policy own_organization on loose_file to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on loose_file as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, delete on loose_file to relais_runtime;
grant update (erasing) on loose_file to relais_runtime;
