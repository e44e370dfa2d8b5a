-- Changes of a case's status that were asked for under a client_id, so that a device whose answer was lost may ask again
-- (docs/protocol, N18.10). Whoever repeats one is told that it is done, whatever became of the case since.
create table status_asked (
  case_id uuid not null references service_case,
  member_id uuid not null references member,
  client_id text not null,
  organization_id uuid not null references organization,
  -- Of what was asked: the words themselves stand in the timeline, or nowhere.
  asked_hash text not null,
  asked_at timestamptz not null,
  primary key (case_id, member_id, client_id)
);

alter table status_asked enable row level security;
alter table status_asked force row level security;
create policy maintenance on status_asked to current_user using (true) with check (true);
create policy own_organization on status_asked to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on status_asked as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert on status_asked to relais_runtime;
